package io.countersign.ledger.commit;

import io.countersign.domain.Answer;
import io.countersign.domain.Event;
import io.countersign.domain.RefusalEvent;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.codec.EventIds;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A command sent twice is answered from what it did the first time. */
public final class DuplicateCommands {
  private final EventReader reader;

  public DuplicateCommands(EventReader reader) {
    this.reader = reader;
  }

  /** Of these commands, those that have events already. */
  Map<UUID, SubmissionOutcome> of(List<UUID> commands, SqlConnection sql) {
    if (commands.isEmpty()) {
      return Map.of();
    }
    var events = new HashMap<UUID, List<RecordedEvent>>();
    for (var event : reader.byIds(sql, ids(commands))) {
      var command = UUID.fromString(event.metadata().getOrDefault("commandId", ""));
      events.computeIfAbsent(command, _ -> new ArrayList<>()).add(event);
    }
    var outcomes = new HashMap<UUID, SubmissionOutcome>();
    events.forEach((command, recorded) -> outcomes.put(command, outcome(recorded)));
    return outcomes;
  }

  private static UUID[] ids(List<UUID> commands) {
    return commands.stream()
        .flatMap(
            command ->
                IntStream.range(0, EventIds.MOST).mapToObj(number -> EventIds.of(command, number)))
        .toArray(UUID[]::new);
  }

  private static SubmissionOutcome outcome(List<RecordedEvent> recorded) {
    var events = recorded.stream().map(RecordedEvent::event).toList();
    return new SubmissionOutcome.Answered(
        new Receipt(answer(events), recorded.getLast().position(), events));
  }

  private static Answer answer(List<Event> events) {
    return events.stream()
        .filter(RefusalEvent.class::isInstance)
        .map(RefusalEvent.class::cast)
        .findFirst()
        .<Answer>map(RefusalEvent::answer)
        .orElseGet(Answer.Done::new);
  }
}
