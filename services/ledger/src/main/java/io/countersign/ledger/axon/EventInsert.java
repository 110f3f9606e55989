package io.countersign.ledger.axon;

import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlNull;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Multi-row INSERTs in slices of powers of two: few distinct statements, so they stay prepared. */
final class EventInsert {
  private static final int COLUMNS = 10;
  private static final int LARGEST = 9;
  private static final List<String> STATEMENTS =
      IntStream.rangeClosed(0, LARGEST).mapToObj(power -> statement(1 << power)).toList();

  /** The columns of one event. */
  record Row(
      UUID eventId,
      @Nullable String aggregateType,
      @Nullable String aggregateId,
      @Nullable Long sequence,
      String type,
      String revision,
      String payload,
      String metadata,
      String recordedAt) {
    static Row of(EventMessage<?> message, Serializer serializer) {
      var payload = message.serializePayload(serializer, String.class);
      var domain = message instanceof DomainEventMessage<?> d ? d : null;
      return new Row(
          UUID.fromString(message.getIdentifier()),
          domain == null ? null : domain.getType(),
          domain == null ? null : domain.getAggregateIdentifier(),
          domain == null ? null : domain.getSequenceNumber(),
          payload.getType().getName(),
          payload.getType().getRevision(),
          payload.getData(),
          message.serializeMetaData(serializer, String.class).getData(),
          message.getTimestamp().toString());
    }
  }

  private EventInsert() {}

  /**
   * @param first position of the first row; the others follow
   */
  static void write(SqlConnection sql, long first, List<Row> rows) {
    for (int from = 0; from < rows.size(); ) {
      int power = Math.min(LARGEST, 31 - Integer.numberOfLeadingZeros(rows.size() - from));
      var slice = rows.subList(from, from + (1 << power));
      sql.execute(STATEMENTS.get(power), values(first + from, slice));
      from += slice.size();
    }
  }

  private static String statement(int rows) {
    return "insert into event (global_index, event_id, aggregate_type, aggregate_id,"
        + " sequence_number, payload_type, payload_revision, payload, meta_data, recorded_at)"
        + " values "
        + String.join(",", Collections.nCopies(rows, "(?,?,?,?,?,?,?,?,?,?)"));
  }

  private static Object[] values(long first, List<Row> rows) {
    var values = new Object[rows.size() * COLUMNS];
    for (int i = 0; i < rows.size(); i++) {
      var columns = columns(first + i, rows.get(i));
      System.arraycopy(columns, 0, values, i * COLUMNS, COLUMNS);
    }
    return values;
  }

  private static Object[] columns(long position, Row row) {
    return new Object[] {
      position,
      row.eventId(),
      Objects.requireNonNullElse(row.aggregateType(), SqlNull.TEXT),
      Objects.requireNonNullElse(row.aggregateId(), SqlNull.TEXT),
      Objects.requireNonNullElse(row.sequence(), SqlNull.BIGINT),
      row.type(),
      row.revision(),
      row.payload(),
      row.metadata(),
      row.recordedAt()
    };
  }
}
