package io.countersign.ledger;

import io.countersign.domain.Event;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the record, already brought to its newest revision.
 *
 * @param position in the one order of all events: 1, 2, 3, ... without gaps
 * @param at when the command was asked for (UTC)
 * @param type wire name, such as {@code incident.opened}
 * @param aggregateType null for a fact without aggregate, as are {@code aggregateId} and {@code
 *     sequence}
 * @param sequence 0, 1, 2, ... within the aggregate
 * @param metadata actor, actorKind, via, commandId and, where known, correlationId, causationId,
 *     traceId
 */
public record RecordedEvent(
    long position,
    UUID eventId,
    Instant at,
    String type,
    String revision,
    @Nullable String aggregateType,
    @Nullable String aggregateId,
    @Nullable Long sequence,
    Map<String, String> metadata,
    Event event) {
  public RecordedEvent {
    metadata = Map.copyOf(metadata);
  }
}
