package io.countersign.ledger.axon;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.NullUnmarked;

/** A row of the table {@code event} as Axon wants to see it; a fact has no aggregate. */
@NullUnmarked
record StoredEvent(
    String id,
    Instant at,
    String aggregateType,
    String aggregateId,
    long sequence,
    String type,
    String revision,
    String payload,
    String metadata)
    implements DomainEventData<String> {
  static StoredEvent of(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getString("event_id"),
        Instant.parse(row.getString("recorded_at")),
        row.getString("aggregate_type"),
        row.getString("aggregate_id"),
        row.getLong("sequence_number"),
        row.getString("payload_type"),
        row.getString("payload_revision"),
        row.getString("payload"),
        row.getString("meta_data"));
  }

  @Override
  public String getEventIdentifier() {
    return id;
  }

  @Override
  public Instant getTimestamp() {
    return at;
  }

  @Override
  public SerializedObject<String> getMetaData() {
    return new SimpleSerializedObject<>(metadata, String.class, MetaData.class.getName(), null);
  }

  @Override
  public SerializedObject<String> getPayload() {
    return new SimpleSerializedObject<>(payload, String.class, type, revision);
  }

  @Override
  public String getType() {
    return aggregateType;
  }

  @Override
  public String getAggregateIdentifier() {
    return aggregateId;
  }

  @Override
  public long getSequenceNumber() {
    return sequence;
  }
}
