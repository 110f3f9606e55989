package io.countersign.ledger.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Actor;
import io.countersign.domain.Role;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Submission;
import io.countersign.ledger.UnavailableException;
import io.countersign.ledger.testing.Commands;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubmissionQueueTest {
  private static final int CAPACITY = 100_000;

  private final SubmissionQueue queue = new SubmissionQueue(CAPACITY, 10);

  private static List<PendingSubmission> request(int bytes) {
    return List.of(
        PendingSubmission.of(
            new Submission.OfCommand(
                Commands.register("person_a", Role.VIEWER),
                Commands.context(Actor.SYSTEM),
                List.of(new Blob(new byte[bytes], "text/plain", new byte[32]))),
            1,
            false));
  }

  @Test
  void itIsFullByBytesAndHasRoomAgainOnceTheyAreTaken() throws InterruptedException {
    queue.put(request(60_000));
    assertThatThrownBy(() -> queue.put(request(60_000))).isInstanceOf(UnavailableException.class);
    assertThat(queue.take()).hasSize(1);
    queue.put(request(60_000));
  }

  @Test
  void manySmallOnesFillItToo() {
    assertThatThrownBy(() -> IntStream.range(0, CAPACITY).forEach(_ -> queue.put(request(0))))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void whatIsLargerThanAllOfItGoesAlone() throws InterruptedException {
    queue.put(request(3 * CAPACITY));
    assertThatThrownBy(() -> queue.put(request(0))).isInstanceOf(UnavailableException.class);
    assertThat(queue.take()).hasSize(1);
    queue.put(request(3 * CAPACITY));
  }

  /** Its caller was about to give it up, or one of it failed before: the others need it whole. */
  @Test
  void aRequestIsTakenAsAWholeOrNotAtAll() throws InterruptedException {
    var request = Stream.of(request(0), request(0), request(0)).flatMap(List::stream).toList();
    request.getFirst().receipt().cancel(false);
    queue.put(request);
    assertThat(queue.take()).isEqualTo(request);

    request.forEach(it -> it.receipt().cancel(false));
    queue.put(request);
    assertThat(queue.take()).isEmpty();
  }
}
