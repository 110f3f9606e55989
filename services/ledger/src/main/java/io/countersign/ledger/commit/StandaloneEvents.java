package io.countersign.ledger.commit;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Event;
import io.countersign.ledger.Submission;
import io.countersign.ledger.axon.DecisionRecorder;
import io.countersign.ledger.axon.Envelope;
import io.countersign.ledger.codec.EventNames;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;

/** The recorder of standalone events: once where they have a key, if nothing is in their way. */
public final class StandaloneEvents {
  private final EventBus events;

  public StandaloneEvents(EventBus events) {
    this.events = events;
  }

  /**
   * @param position where it will stand if it's new
   */
  Decision<Event> handle(
      Submission.OfStandaloneEvent submission,
      CommandContext context,
      long position,
      SqlConnection sql) {
    var event = submission.event();
    DecisionRecorder.check(event, context);
    var obstacle = event.obstacle(context.facts());
    if (obstacle.isPresent()) {
      return Decision.refused(obstacle.get(), List.of());
    }
    var name = EventNames.of(event.getClass()).type();
    if (!submission.key().isEmpty() && !isNew(name, submission.key(), position, sql)) {
      return Decision.unchanged();
    }
    events.publish(new GenericEventMessage<>(event, Envelope.carrying(context)));
    return Decision.done(event);
  }

  private static boolean isNew(String type, String key, long position, SqlConnection sql) {
    return sql.execute(
            "insert into fact_key (type, key, position) values (?, ?, ?) on conflict do nothing",
            type,
            key,
            position)
        == 1;
  }
}
