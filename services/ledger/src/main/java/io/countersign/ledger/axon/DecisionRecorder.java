package io.countersign.ledger.axon;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Event;
import io.countersign.domain.RefusalCode;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.codec.EventNames;
import io.countersign.ledger.codec.EventTooLargeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.axonframework.modelling.command.AggregateLifecycle;

/** The way of a decision's events into the batch: all of them or none. */
public final class DecisionRecorder {
  /** As the table's own check says; it would void the whole batch. */
  private static final int LARGEST = 32 * 1024;

  private DecisionRecorder() {}

  /** The decision, or a refusal where one of its events is more than the table takes. */
  static <E extends Event> Decision<E> recordable(Decision<E> decision, CommandContext context) {
    try {
      decision.events().forEach(event -> check(event, context));
      return decision;
    } catch (EventTooLargeException e) {
      var why = RefusalCode.RECORD_TOO_LARGE.meaning() + " (" + e.getMessage() + ")";
      return Decision.refused(new Answer.Refused(RefusalCode.RECORD_TOO_LARGE, why), List.of());
    }
  }

  /** Applies the events to the aggregate whose command is being handled. */
  static void apply(List<? extends Event> events, CommandContext context) {
    events.forEach(event -> AggregateLifecycle.apply(event, Envelope.carrying(context)));
  }

  /**
   * @throws EventTooLargeException for an event that the table wouldn't take, or whose metadata it
   *     wouldn't
   */
  public static void check(Event event, CommandContext context) {
    var type = EventNames.of(event.getClass()).type();
    check(type, bytes(DomainJson.write(event)), LARGEST);
    check("the metadata of " + type, Envelope.bytes(context), Envelope.LARGEST);
  }

  private static void check(String what, int bytes, int largest) {
    if (bytes > largest) {
      throw new EventTooLargeException(what, bytes, largest);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
