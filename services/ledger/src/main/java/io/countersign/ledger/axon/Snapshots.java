package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.domain.Event;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The states of long streams, so that they needn't be folded from the first event. */
public final class Snapshots {
  /** How many events lie between two snapshots. */
  public static final int DISTANCE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private Snapshots() {}

  /** Empty when there is none, or one of a revision that isn't written any more. */
  public static <S, C extends Command, E extends Event> Optional<AggregateState<S, C, E>> latest(
      AggregateKind<S, C, E> kind, String id, SqlConnection sql) {
    var query =
        "select sequence_number, payload from snapshot"
            + " where aggregate_id = ? and payload_type = ? and payload_revision = ?";
    return sql.first(query, row -> state(kind, id, row), id, kind.name(), kind.revision())
        .flatMap(it -> it);
  }

  /** A state that can't be read any more is no loss: the events are the truth. */
  private static <S, C extends Command, E extends Event> Optional<AggregateState<S, C, E>> state(
      AggregateKind<S, C, E> kind, String id, SqlRow row) {
    try {
      var state = DomainJson.read(row.text("payload"), kind.states());
      return Optional.of(new AggregateState<>(kind, id, state, row.longValue("sequence_number")));
    } catch (JacksonException e) {
      LOG.warn("a snapshot of kind {} can't be read and is ignored", kind.name(), e);
      return Optional.empty();
    }
  }

  public static void keep(AggregateState<?, ?, ?> snapshot, SqlConnection sql) {
    var kind = snapshot.kind();
    sql.execute(
        """
        insert into snapshot (aggregate_id, sequence_number, payload_type, payload_revision, payload)
        values (?, ?, ?, ?, ?)
        on conflict (aggregate_id) do update set sequence_number = excluded.sequence_number,
          payload_type = excluded.payload_type, payload_revision = excluded.payload_revision,
          payload = excluded.payload\
        """,
        snapshot.id(),
        snapshot.version(),
        kind.name(),
        kind.revision(),
        DomainJson.write(snapshot.state()));
  }
}
