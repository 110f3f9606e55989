package io.countersign.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.load.DumpLoader;
import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.record.HeadCheck;
import io.countersign.verifier.record.RecordFindings;
import io.countersign.verifier.record.Verdict;
import io.countersign.verifier.testing.LogKeys;
import io.countersign.verifier.testing.SampleLog;
import io.countersign.verifier.tree.TreeNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeded tamperings: all are found by all checks together, and not all by any fewer. */
class TamperingTest {
  private static final int CASES = 300;
  private static final LogKeys KEYS = LogKeys.of("log.example/tampered");
  private static final Instant NOW = Instant.ofEpochSecond(LogKeys.TIME + 60);

  @TempDir private Path folder;

  @Test
  void everyTamperingIsFoundAndNoCheckIsIdle() throws Exception {
    var random = new Random(12);
    var clean = List.of(log(600, random), log(777, random), log(1024, random));
    Set<RecordCheck> needed = new HashSet<>();
    for (int i = 0; i < CASES; i++) {
      var kind = Tampering.values()[i % Tampering.values().length];
      var before = clean.get(i % clean.size());
      var log = before.copy();
      int leaf = kind.apply(log, random);
      var kept =
          kind.needsKeptHead() ? Optional.of(before.head().note()) : Optional.<String>empty();
      try (var record = load(log, kept)) {
        var findings = RecordChecks.run(RecordChecks.ALL, record);
        assertThat(findings.verdict()).as("case %d, %s", i, kind).isEqualTo(Verdict.TAMPERED);
        if (leaf >= 0) {
          assertThat(findings.first().orElseThrow().from())
              .as("case %d, %s", i, kind)
              .isEqualTo(leaf);
        }
        needed.addAll(missedWithout(record));
      }
    }
    assertThat(needed).containsExactlyInAnyOrderElementsOf(RecordChecks.ALL);
  }

  private static SampleLog log(int size, Random random) {
    return SampleLog.random(KEYS, size, random);
  }

  /** Where one check alone finds it, a verifier without that one misses it. */
  private static List<RecordCheck> missedWithout(LoadedRecord record) {
    var finders =
        RecordChecks.ALL.stream()
            .filter(it -> RecordChecks.run(List.of(it), record).verdict() == Verdict.TAMPERED)
            .toList();
    return finders.size() == 1 ? finders : List.of();
  }

  @Test
  void aCleanRecordRaisesNothing() throws Exception {
    var random = new Random(7);
    for (int i = 0; i < 100; i++) {
      int size = i < 3 ? i : i == 3 ? 256 : random.nextInt(900);
      var log = log(size, random);
      if (random.nextBoolean()) {
        Collections.shuffle(log.events, random); // as a table is after updates
      }
      try (var record = load(log, Optional.of(log.head().note()))) {
        assertThat(verdict(record, heads(true)).verdict())
            .as("case %d", i)
            .isEqualTo(size == 0 ? Verdict.UNCLEAR : Verdict.OK);
        assertThat(verdict(record, heads(true)).count()).isZero();
      }
    }
  }

  /** A01: one byte of one leaf, and that leaf alone is named. */
  @Test
  void aChangedLeafAloneIsNamed() throws Exception {
    var log = log(5000, new Random(1));
    log.events.get(4321).metadata = "{\"actor\":\"p-x\",\"surface\":\"cli\"}";
    try (var record = load(log, Optional.of(log.head().note()))) {
      var findings = verdict(record, heads(true));
      assertThat(findings.mismatches()).hasSize(1);
      assertThat(findings.first().orElseThrow().from()).isEqualTo(4321);
      assertThat(findings.first().orElseThrow().to()).isEqualTo(4322);
    }
  }

  /** A03: two leaves change places, and everything is signed anew with the real key. */
  @Test
  void whatWasRewrittenWithTheStolenKeyDiffersFromTheHeadThatWasKept() throws Exception {
    var before = log(700, new Random(3));
    var log = before.copy();
    log.events.get(10).position = 501;
    log.events.get(500).position = 11;
    log.events.sort(Comparator.comparingLong(it -> it.position));
    log.resign(true);
    try (var record = load(log, Optional.of(before.head().note()))) {
      var found = RecordChecks.run(List.of(new KeptHeadIsContained()), record).first();
      assertThat(found.orElseThrow().from()).isLessThanOrEqualTo(10);
      assertThat(found.orElseThrow().to()).isGreaterThan(10);
    }
  }

  /** The smallest range: where only a higher tile gives the change away. */
  @Test
  void aRewrittenLowestTileIsFoundByTheOneAboveIt() throws Exception {
    var log = log(1024, new Random(4));
    var old = log.copy();
    log.events.get(300).type = "forged";
    log.retile();
    log.tiles.put(new TreeNode(1, 0), old.tiles.get(new TreeNode(1, 0)));
    try (var record = load(log, Optional.empty())) {
      var first = verdict(record, heads(true)).first().orElseThrow();
      assertThat(first.from()).isEqualTo(256);
      assertThat(first.to()).isEqualTo(512);
    }
  }

  /** Whoever dumps may leave a table out, and so may whoever has something to hide. */
  @Test
  void aDumpWithoutTheTableOfBlobsIsTamperedWith() throws Exception {
    var log = log(300, new Random(6));
    var dump = Files.readString(log.dump(folder.resolve("dump.sql")));
    Files.writeString(folder.resolve("dump.sql"), dump.replace("COPY public.blob ", "COPY x.y "));
    try (var record = loadDump(Optional.empty())) {
      var findings = verdict(record, heads(true));
      assertThat(findings.count()).isEqualTo(30);
      assertThat(findings.first().orElseThrow().says()).contains("isn't there", "position 10)");
    }
  }

  @Test
  void whatNoPolicyReliesOnIsUnclear() throws Exception {
    var log = log(300, new Random(5));
    try (var record = load(log, Optional.empty())) {
      assertThat(verdict(record, new HeadCheck(null, NOW)).verdict()).isEqualTo(Verdict.UNCLEAR);
      assertThat(verdict(record, heads(false)).verdict()).isEqualTo(Verdict.UNCLEAR);
    }
    log.events.add(log.events.get(1).copy());
    log.events.getLast().position = 301; // not in the tree yet
    log.events.getLast().aggregateId = "new";
    log.events.getLast().sequence = 0L;
    try (var record = load(log, Optional.empty())) {
      var findings = verdict(record, heads(true));
      assertThat(findings.verdict()).isEqualTo(Verdict.UNCLEAR);
      assertThat(findings.doubts()).anyMatch(it -> it.startsWith("1 events from leaf 300 on"));
    }
  }

  private LoadedRecord load(SampleLog log, Optional<String> kept) throws Exception {
    log.dump(folder.resolve("dump.sql"));
    return loadDump(kept);
  }

  private LoadedRecord loadDump(Optional<String> kept) throws Exception {
    var note =
        kept.isPresent() ? Optional.of(SignedNote.parse(kept.get())) : Optional.<SignedNote>empty();
    return DumpLoader.load(
        folder.resolve("dump.sql"), folder, heads(true), note, (a, b, c, d) -> {});
  }

  private static HeadCheck heads(boolean quorum) {
    return new HeadCheck(KEYS.policy(quorum), NOW);
  }

  private static RecordFindings verdict(LoadedRecord record, HeadCheck heads) {
    var findings = RecordChecks.run(RecordChecks.ALL, record);
    Coverage.tell(record, heads, findings);
    return findings;
  }
}
