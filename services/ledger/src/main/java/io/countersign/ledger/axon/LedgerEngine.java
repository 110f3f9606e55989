package io.countersign.ledger.axon;

import io.countersign.ledger.codec.EventSerializer;
import io.countersign.ledger.codec.Upcasters;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;

/**
 * Axon's JDBC engine with an append of our own: positions are written by us, under the lock that
 * the transaction took first (invariant 13). Reading an aggregate stays Axon's.
 */
public final class LedgerEngine extends JdbcEventStorageEngine {
  private static final String NEXT = "ledger.next-position";

  private final Transactions transactions;

  public LedgerEngine(Transactions transactions, EventSerializer wire) {
    super(
        builder()
            .connectionProvider(transactions)
            .transactionManager(transactions)
            .eventSerializer(wire)
            .snapshotSerializer(wire)
            .upcasterChain(Upcasters.shipped())
            .dataType(String.class)
            .persistenceExceptionResolver(SqlFailureException::isDuplicateKey)
            .schema(tables()));
    this.transactions = transactions;
  }

  private static EventSchema tables() {
    return EventSchema.builder()
        .eventTable("event")
        .snapshotTable("snapshot")
        .globalIndexColumn("global_index")
        .eventIdentifierColumn("event_id")
        .typeColumn("aggregate_type")
        .aggregateIdentifierColumn("aggregate_id")
        .sequenceNumberColumn("sequence_number")
        .payloadTypeColumn("payload_type")
        .payloadRevisionColumn("payload_revision")
        .payloadColumn("payload")
        .metaDataColumn("meta_data")
        .timestampColumn("recorded_at")
        .build();
  }

  /**
   * Takes the lock of the one order, until the transaction ends; to be its first statement. What is
   * read afterwards can't change before the commit.
   *
   * @return the position of the next event to append
   */
  public long lock() {
    long next =
        transactions
            .sql()
            .first("select ledger_next() as next", row -> row.longValue("next"))
            .orElseThrow();
    root().resources().put(NEXT, next);
    return next;
  }

  @Override
  protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
    if (events.isEmpty()) {
      return;
    }
    Long next = root().getResource(NEXT);
    if (next == null) {
      throw new IllegalStateException("an append without the lock");
    }
    var rows = events.stream().map(event -> EventInsert.Row.of(event, serializer)).toList();
    try {
      EventInsert.write(transactions.sql(), next, rows);
      root().resources().put(NEXT, next + rows.size());
    } catch (SqlFailureException e) {
      handlePersistenceException(e, events.get(0));
    }
  }

  private static UnitOfWork<?> root() {
    return CurrentUnitOfWork.get().root();
  }

  @Override
  protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the overridden method's
  protected <T> T readPayload(ResultSet row, String column) throws SQLException {
    return (T) row.getString(column);
  }
}
