package io.countersign.ledger.axon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
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

  /** What is stored of one event. */
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
  static void write(Connection connection, long first, List<Row> rows) throws SQLException {
    for (int from = 0; from < rows.size(); ) {
      int power = Math.min(LARGEST, 31 - Integer.numberOfLeadingZeros(rows.size() - from));
      var slice = rows.subList(from, from + (1 << power));
      try (var insert = connection.prepareStatement(STATEMENTS.get(power))) {
        for (int i = 0; i < slice.size(); i++) {
          bind(insert, i * COLUMNS, first + from + i, slice.get(i));
        }
        insert.executeUpdate();
      }
      from += slice.size();
    }
  }

  private static String statement(int rows) {
    return "insert into event (global_index, event_id, aggregate_type, aggregate_id,"
        + " sequence_number, payload_type, payload_revision, payload, meta_data, recorded_at)"
        + " values "
        + String.join(",", Collections.nCopies(rows, "(?,?,?,?,?,?,?,?,?,?)"));
  }

  private static void bind(PreparedStatement insert, int at, long position, Row row)
      throws SQLException {
    insert.setLong(at + 1, position);
    insert.setObject(at + 2, row.eventId());
    insert.setString(at + 3, row.aggregateType());
    insert.setString(at + 4, row.aggregateId());
    insert.setObject(at + 5, row.sequence(), Types.BIGINT);
    insert.setString(at + 6, row.type());
    insert.setString(at + 7, row.revision());
    insert.setString(at + 8, row.payload());
    insert.setString(at + 9, row.metadata());
    insert.setString(at + 10, row.recordedAt());
  }
}
