package io.countersign.ledger.store;

import io.countersign.domain.Event;
import io.countersign.ledger.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Reads the record in its one order, page by page, upcast to today's revisions. */
public final class EventReader {
  private static final String COLUMNS =
      "global_index, event_id, aggregate_type, aggregate_id, sequence_number, payload_type,"
          + " payload_revision, payload, meta_data, recorded_at";

  private final Serializer wire;
  private final EventUpcaster upcasters;

  public EventReader() {
    this(new Wire(), Upcasters.shipped());
  }

  EventReader(Serializer wire, EventUpcaster upcasters) {
    this.wire = wire;
    this.upcasters = upcasters;
  }

  /**
   * The next events after a position, at most {@code limit}; empty at the head.
   *
   * @throws UnknownEventException at an event that this release doesn't know
   */
  public List<RecordedEvent> after(Connection connection, long position, int limit)
      throws SQLException {
    var sql =
        "select " + COLUMNS + " from event where global_index > ? order by global_index limit ?";
    try (var select = connection.prepareStatement(sql)) {
      select.setLong(1, position);
      select.setInt(2, limit);
      return read(select);
    }
  }

  /** One aggregate's events, in order. */
  public List<RecordedEvent> of(Connection connection, String aggregateId) throws SQLException {
    var sql = "select " + COLUMNS + " from event where aggregate_id = ? order by sequence_number";
    try (var select = connection.prepareStatement(sql)) {
      select.setString(1, aggregateId);
      return read(select);
    }
  }

  private List<RecordedEvent> read(PreparedStatement select) throws SQLException {
    var stored = new ArrayList<TrackedEventData<?>>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        stored.add(entry(rows));
      }
    }
    return EventUtils.upcastAndDeserializeTrackedEvents(stored.stream(), wire, upcasters)
        .map(EventReader::recorded)
        .toList();
  }

  private static TrackedEventData<String> entry(ResultSet row) throws SQLException {
    return new TrackedDomainEventData<>(
        new GlobalSequenceTrackingToken(row.getLong("global_index")),
        new GenericDomainEventEntry<>(
            row.getString("aggregate_type"),
            row.getString("aggregate_id"),
            row.getLong("sequence_number"),
            row.getString("event_id"),
            row.getString("recorded_at"),
            row.getString("payload_type"),
            row.getString("payload_revision"),
            row.getString("payload"),
            row.getString("meta_data")));
  }

  private static RecordedEvent recorded(TrackedEventMessage<?> message) {
    var event = (Event) message.getPayload();
    var name = EventNames.of(event.getClass());
    var domain =
        message instanceof DomainEventMessage<?> d && d.getAggregateIdentifier() != null ? d : null;
    return new RecordedEvent(
        message.trackingToken().position().orElseThrow(),
        UUID.fromString(message.getIdentifier()),
        Instant.from(message.getTimestamp()),
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
