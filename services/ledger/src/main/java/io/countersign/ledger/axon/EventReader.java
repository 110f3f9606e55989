package io.countersign.ledger.axon;

import io.countersign.domain.Event;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.codec.EventNames;
import io.countersign.ledger.codec.EventSerializer;
import io.countersign.ledger.codec.UnknownEventException;
import io.countersign.ledger.codec.Upcasters;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** Reads the record in its one order, page by page, upcast to today's revisions. */
public final class EventReader {
  /** What a statement has to select so that events can be read from it. */
  public static final String COLUMNS =
      "global_index, event_id, aggregate_type, aggregate_id, sequence_number, payload_type,"
          + " payload_revision, payload, meta_data, recorded_at";

  private final Serializer wire;
  private final EventUpcaster upcasters;

  public EventReader() {
    this(new EventSerializer(), Upcasters.shipped());
  }

  public EventReader(Serializer wire, EventUpcaster upcasters) {
    this.wire = wire;
    this.upcasters = upcasters;
  }

  /**
   * The next events after a position, at most {@code limit}; empty at the head.
   *
   * @throws UnknownEventException at an event that this release doesn't know
   */
  public List<RecordedEvent> after(SqlConnection sql, long position, int limit) {
    var query =
        "select " + COLUMNS + " from event where global_index > ? order by global_index limit ?";
    return read(sql, query, position, limit);
  }

  /** One aggregate's events from a sequence number on, in order. */
  public List<RecordedEvent> of(SqlConnection sql, String aggregateId, long from) {
    var query =
        "select "
            + COLUMNS
            + " from event where aggregate_id = ? and sequence_number >= ?"
            + " order by sequence_number";
    return read(sql, query, aggregateId, from);
  }

  /** Those of these events that exist, in order of position. */
  public List<RecordedEvent> byIds(SqlConnection sql, UUID[] eventIds) {
    var query = "select " + COLUMNS + " from event where event_id = any(?) order by global_index";
    return read(sql, query, (Object) eventIds);
  }

  /**
   * @param query selects {@link #COLUMNS}
   */
  public List<RecordedEvent> read(SqlConnection sql, String query, @Nullable Object... values) {
    List<TrackedEventData<?>> stored = sql.list(query, EventReader::stored, values);
    return read(stored.stream()).toList();
  }

  /** The event of one row, of {@link #COLUMNS}; empty where this release can't read it. */
  public Optional<Event> readable(SqlRow row) {
    try {
      return read(Stream.of(stored(row))).map(RecordedEvent::event).findFirst();
    } catch (UnknownEventException | SerializationException _) {
      return Optional.empty();
    }
  }

  private Stream<RecordedEvent> read(Stream<TrackedEventData<?>> stored) {
    return EventUtils.upcastAndDeserializeTrackedEvents(stored, wire, upcasters)
        .map(EventReader::recorded);
  }

  private static TrackedEventData<?> stored(SqlRow row) {
    var token = new GlobalSequenceTrackingToken(row.longValue("global_index"));
    return new TrackedDomainEventData<>(token, StoredEvent.of(row));
  }

  private static RecordedEvent recorded(TrackedEventMessage<?> message) {
    var event = (Event) message.getPayload();
    var name = EventNames.of(event.getClass());
    var domain =
        message instanceof DomainEventMessage<?> d && d.getAggregateIdentifier() != null ? d : null;
    return new RecordedEvent(
        message.trackingToken().position().orElseThrow(),
        UUID.fromString(message.getIdentifier()),
        message.getTimestamp(),
        name.type(),
        name.revision(),
        domain == null ? null : domain.getType(),
        domain == null ? null : domain.getAggregateIdentifier(),
        domain == null ? null : domain.getSequenceNumber(),
        message.getMetaData().entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey(), e -> (String) e.getValue())),
        event);
  }
}
