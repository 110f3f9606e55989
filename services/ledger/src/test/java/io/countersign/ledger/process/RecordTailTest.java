package io.countersign.ledger.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessEvent;
import io.countersign.ledger.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever follows the record has the same from its tail as from the database. */
class RecordTailTest {
  private final List<RecordedEvent> record = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final RecordTail tail = new RecordTail(this::database);

  private synchronized List<RecordedEvent> database(long after) {
    asked.incrementAndGet();
    return record.stream().filter(it -> it.position() > after).limit(1_000).toList();
  }

  private synchronized void commit(int many) {
    for (int i = 0; i < many; i++) {
      record.add(event(record.size() + 1));
    }
    tail.committed();
  }

  private static RecordedEvent event(long position) {
    var nobody = new PrincipalId("p1");
    Event event =
        new AccessEvent.AttemptRefused(nobody, RefusalCode.FORBIDDEN, nobody, "x", Instant.EPOCH);
    return new RecordedEvent(
        position,
        UUID.randomUUID(),
        Instant.EPOCH,
        "access.attempt-refused",
        "1",
        null,
        null,
        null,
        Map.of(),
        event);
  }

  @Test
  void followersOfTheHeadAskOnceForACommit() {
    commit(3);
    for (int i = 0; i < 20; i++) {
      assertThat(tail.after(2)).extracting(RecordedEvent::position).containsExactly(3L);
    }
    commit(2);
    for (int i = 0; i < 20; i++) {
      assertThat(tail.after(2)).extracting(RecordedEvent::position).containsExactly(3L, 4L, 5L);
    }
    assertThat(asked.get()).isLessThan(20);
  }

  @Test
  void atAnyPlaceItIsWhatTheDatabaseHas() {
    var random = new Random(11);
    for (int i = 0; i < 300; i++) {
      commit(random.nextInt(60));
      long after = random.nextLong(record.size() + 1L);
      var wanted = record.stream().filter(it -> it.position() > after).toList();
      var had = tail.after(after);
      assertThat(had).isEqualTo(wanted.subList(0, had.size()));
      assertThat(had.isEmpty()).isEqualTo(wanted.isEmpty());
    }
  }

  @Test
  void whatWasLostWithADatabaseIsNotKept() {
    commit(5);
    assertThat(tail.after(0)).hasSize(5);
    record.removeLast();
    record.removeLast();
    commit(2);
    var last = record.getLast();
    assertThat(tail.after(3)).extracting(RecordedEvent::eventId).last().isEqualTo(last.eventId());
    assertThat(tail.after(3)).isEqualTo(record.subList(3, 5));
  }

  @Test
  void whoeverIsFarBehindReadsOnThoughNobodyCommits() throws InterruptedException {
    for (int i = 1; i <= 5_000; i++) {
      record.add(event(i));
    }
    var stream = new EventStream(0, tail::after, _ -> {});
    for (int i = 1; i <= 5_000; i++) {
      assertThat(stream.peek()).as("event " + i).isPresent();
      stream.nextAvailable();
    }
    assertThat(stream.peek()).isEmpty();
    assertThat(asked.get()).isLessThan(20);
  }
}
