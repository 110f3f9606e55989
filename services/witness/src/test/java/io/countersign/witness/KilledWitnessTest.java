package io.countersign.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.note.SignatureType;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.witness.store.CosignatureKind;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.store.WitnessKeys;
import io.countersign.witness.testing.GrowingLog;
import io.countersign.witness.testing.WitnessProcess;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness that is killed whenever it happens, and started again. */
class KilledWitnessTest {
  private static final int KILLS = Boolean.getBoolean("countersign.test.thorough") ? 100 : 10;
  private static final long SEED = 2026;

  @TempDir private Path scratch;

  private final GrowingLog log = GrowingLog.named("log.example", SignatureType.ED25519);
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();

  @Test
  void whatWasAnsweredIsKnownAfterAKillAndNothingElseThanWhatWasAsked() throws Exception {
    var dir = scratch.resolve("witness");
    var kinds = List.of(CosignatureKind.values());
    var folder = WitnessFolder.create(dir, WitnessKeys.generate("witness.example/w1", kinds));
    folder.trust(log.keys().getFirst());
    var random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      try (var witness = WitnessProcess.serve(dir)) {
        assertKnown(witness, folder);
        growUntilKilled(witness, 1 + random.nextInt(20), random.nextInt(2_000_000));
      }
    }
    assertHistory(dir, folder);
  }

  /** Kills it within the request after so many answers, after some turns of a loop. */
  private void growUntilKilled(WitnessProcess witness, int answers, int turns) throws Exception {
    var enough = new CountDownLatch(answers);
    var grower = Thread.ofVirtual().start(() -> grow(witness, enough));
    enough.await();
    for (int i = 0; i < turns; i++) {
      Thread.onSpinWait();
    }
    witness.kill();
    grower.join();
  }

  private void grow(WitnessProcess witness, CountDownLatch enough) {
    try {
      while (true) {
        long old = answered.get();
        asked.set(old + 3);
        assertThat(witness.add(log.request(old, old + 3)).statusCode()).isEqualTo(200);
        answered.set(old + 3);
        enough.countDown();
      }
    } catch (UncheckedIOException e) {
      // it was killed
    }
  }

  private void assertKnown(WitnessProcess witness, WitnessFolder folder) throws Exception {
    if (asked.get() == 0) {
      return;
    }
    var answer = witness.head(log.origin());
    if (answer.statusCode() == 404 && answered.get() == 0) {
      return;
    }
    var head = SignedNote.parse(answer.body());
    var tree = TreeHead.parse(head.text());
    assertThat(tree.size()).isIn(answered.get(), asked.get());
    assertThat(tree.root()).isEqualTo(log.root(tree.size()));
    assertThat(head.verified(folder.keys().vkeys())).hasSize(2);
    answered.set(tree.size());
  }

  /** Every checkpoint once, in order, whole, whatever was cut off when it was killed. */
  private void assertHistory(Path dir, WitnessFolder folder) throws Exception {
    var file = dir.resolve("logs").resolve(WitnessFolder.hash(log.origin())).resolve("history.0");
    var sizes = new ArrayList<Long>();
    for (var note : notes(Files.readString(file))) {
      assertThat(note.verified(folder.keys().vkeys())).hasSize(2);
      sizes.add(TreeHead.parse(note.text()).size());
    }
    assertThat(sizes).startsWith(3L).isSorted().doesNotHaveDuplicates();
    assertThat(sizes.getLast()).isIn(answered.get(), asked.get());
    assertThat(sizes).hasSize((int) (sizes.getLast() / 3));
  }

  private static List<SignedNote> notes(String history) throws Exception {
    var notes = new ArrayList<SignedNote>();
    var parts = history.split("\n\n", -1); // a text, its signatures, a text, ...
    for (int i = 0; i + 1 < parts.length; i += 2) {
      notes.add(SignedNote.parse(parts[i] + "\n\n" + parts[i + 1].stripTrailing() + "\n"));
    }
    return notes;
  }
}
