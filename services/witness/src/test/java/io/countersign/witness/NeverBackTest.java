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
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness's head over many requests at once, and over two processes on one folder. */
class NeverBackTest {
  private static final int ROUNDS = 1_000;

  private final Random random = new Random(17);

  /** A17: in each round somebody asks for N and somebody for N + K, from the same old size. */
  @Test
  void ofTwoAtOnceOneIsCosignedAndTheHeadNeverDecreases(@TempDir Path scratch) throws Exception {
    var dir = scratch.resolve("witness");
    var keys = WitnessKeys.generate("witness.example/w1", List.of(CosignatureKind.ED25519));
    var folder = WitnessFolder.create(dir, keys);
    var log = GrowingLog.named("log.example", SignatureType.ED25519);
    folder.trust(log.keys().getFirst());
    try (var one = WitnessProcess.serve(dir);
        var two = WitnessProcess.serve(dir);
        var threads = Executors.newFixedThreadPool(2)) {
      long known = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long smaller = known + 1 + random.nextInt(4);
        long larger = smaller + 1 + random.nextInt(4);
        boolean swapped = random.nextBoolean();
        var requests = List.of(log.request(known, smaller), log.request(known, larger));
        var answers =
            both(threads, swapped ? two : one, random.nextInt(3) > 0 ? two : one, requests);
        long winner = answers.get(0).statusCode() == 200 ? smaller : larger;
        assertThat(answers)
            .extracting(HttpResponse::statusCode)
            .containsExactlyInAnyOrder(200, 409);
        assertThat(answers)
            .filteredOn(it -> it.statusCode() == 409)
            .allMatch(it -> it.body().equals(winner + "\n"));
        assertThat(size(one, log)).isEqualTo(winner).isEqualTo(size(two, log));
        known = winner;
      }
    }
    assertThat(folder.logs().getFirst().head().checkpoint()).isPresent();
  }

  private static List<HttpResponse<String>> both(
      ExecutorService threads, WitnessProcess first, WitnessProcess second, List<String> requests)
      throws InterruptedException, ExecutionException {
    var start = new CyclicBarrier(2);
    Future<HttpResponse<String>> one =
        threads.submit(
            () -> {
              start.await();
              return first.add(requests.get(0));
            });
    Future<HttpResponse<String>> two =
        threads.submit(
            () -> {
              start.await();
              return second.add(requests.get(1));
            });
    return List.of(one.get(), two.get());
  }

  private static long size(WitnessProcess witness, GrowingLog log) throws Exception {
    return TreeHead.parse(SignedNote.parse(witness.head(log.origin()).body()).text()).size();
  }
}
