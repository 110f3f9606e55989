package io.countersign.workflows.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.workflows.testing.LoopEnvironment;
import io.temporal.api.enums.v1.EventType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The loop of a linked ticket. */
class TicketWorkflowTest {
  private static final String LINK = "jira/inc_0123456789abcdef";

  /** Answers in turn, the last one again and again; some fail. */
  private static final class Scripted implements TicketActivities {
    private final Deque<TicketProgress> answers;
    private final AtomicInteger failures;
    private final AtomicInteger asked = new AtomicInteger();

    Scripted(int failures, TicketProgress... answers) {
      this.failures = new AtomicInteger(failures);
      this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public synchronized TicketProgress sync(String link) {
      assertThat(link).isEqualTo(LINK);
      asked.incrementAndGet();
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("the record can't be reached");
      }
      return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }
  }

  private static TicketProgress after(Duration wait) {
    return new TicketProgress(false, wait);
  }

  private static TicketProgress over() {
    return new TicketProgress(true, null);
  }

  @Test
  void itTurnsWhenItsTimeComesAndEndsWithItsTicket() throws IOException {
    var activities =
        new Scripted(0, after(Duration.ofHours(1)), after(Duration.ofHours(24)), over());
    try (var environment = new LoopEnvironment().start(activities)) {
      var loop = environment.begin(TicketWorkflow.TYPE, LINK, 50);
      var _ = loop.getResult(Void.class);
      environment.keep(loop, "ticketing/0.3.0-turns.json");
      assertThat(activities.asked.get()).isEqualTo(3);
      assertThat(
              environment.history(loop).getEvents().stream()
                  .filter(it -> it.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED))
          .hasSize(2);
    }
  }

  @Test
  void aPokeHasItLookAtOnce() {
    var activities = new Scripted(0, after(Duration.ofDays(365)), over());
    try (var environment = new LoopEnvironment().start(activities)) {
      var loop = environment.begin(TicketWorkflow.TYPE, LINK, 50);
      Eventually.holds("its first look", () -> activities.asked.get() > 0);
      loop.signal("poke");
      var _ = loop.getResult(Void.class);
      // Not by the server's time, which goes on by itself once the loop is over.
      assertThat(environment.history(loop).getEvents())
          .noneMatch(it -> it.getEventType() == EventType.EVENT_TYPE_TIMER_FIRED);
    }
  }

  @Test
  void whatFailsForGoodIsTriedAgainAfterAPause() throws IOException {
    var activities = new Scripted(8, after(Duration.ofMinutes(1)), over());
    try (var environment = new LoopEnvironment().start(activities)) {
      var loop = environment.begin(TicketWorkflow.TYPE, LINK, 50);
      var _ = loop.getResult(Void.class);
      environment.keep(loop, "ticketing/0.3.0-setback.json");
      assertThat(activities.asked.get()).isEqualTo(10);
    }
  }

  @Test
  void whoeverNamesALinkNamesItsWorkflow() {
    assertThat(TicketWorkflow.workflowId(LINK)).isEqualTo("ticket-sync/" + LINK);
  }
}
