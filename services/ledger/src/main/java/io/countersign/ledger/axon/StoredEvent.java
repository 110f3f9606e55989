package io.countersign.ledger.axon;

import io.countersign.ledger.postgres.SqlRow;
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
  static StoredEvent of(SqlRow row) {
    var sequence = row.longOrNull("sequence_number");
    return new StoredEvent(
        row.text("event_id"),
        Instant.parse(row.text("recorded_at")),
        row.textOrNull("aggregate_type"),
        row.textOrNull("aggregate_id"),
        sequence == null ? 0 : sequence,
        row.text("payload_type"),
        row.text("payload_revision"),
        row.text("payload"),
        row.text("meta_data"));
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
