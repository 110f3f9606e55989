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
  void itIsFullByBytesAndHasRoomAgainOnceTheyAreAnswered() throws InterruptedException {
    queue.put(request(60_000));
    assertThatThrownBy(() -> queue.put(request(60_000))).isInstanceOf(UnavailableException.class);
    assertThat(queue.take()).hasSize(1);
    assertThatThrownBy(() -> queue.put(request(60_000))).isInstanceOf(UnavailableException.class);
    queue.settle(1);
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
    queue.settle(1);
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

  /** Its caller gave up while it waited for its turn; the other one's still waits. */
  @Test
  void ofTwoRequestsThatWaitAgainTheAbandonedOneIsLeftOut() throws InterruptedException {
    var done = request(0);
    var abandoned = request(0);
    var awaited = Stream.of(request(0), request(0)).flatMap(List::stream).toList();
    List.of(done, abandoned, awaited).forEach(queue::put);
    assertThat(queue.take()).hasSize(4);
    queue.settle(1);

    abandoned.getFirst().receipt().cancel(false);
    assertThat(queue.take()).isEqualTo(awaited);
  }

  @Test
  void whatWaitsAgainKeepsItsRoomUntilItIsAnsweredOrAbandoned() throws InterruptedException {
    var pair = Stream.of(request(40_000), request(40_000)).flatMap(List::stream).toList();
    queue.put(pair);
    queue.take();
    queue.settle(0);
    assertThatThrownBy(() -> queue.put(request(30_000))).isInstanceOf(UnavailableException.class);

    queue.take();
    queue.settle(1);
    queue.put(request(50_000));
    assertThatThrownBy(() -> queue.put(request(30_000))).isInstanceOf(UnavailableException.class);

    pair.getLast().receipt().cancel(false);
    assertThat(queue.take()).hasSize(1);
    queue.put(request(30_000));
  }

  /** Also what waits again comes behind what came meanwhile, in its order. */
  @Test
  void theRestOfARequestComesAfterWhatCameMeanwhile() throws InterruptedException {
    var many = Stream.of(request(0), request(0), request(0)).flatMap(List::stream).toList();
    queue.put(many);
    queue.take();
    var meanwhile = request(0);
    queue.put(meanwhile);
    queue.settle(1);
    assertThat(queue.take()).containsExactly(meanwhile.getFirst(), many.get(1), many.get(2));
  }
}
