package io.countersign.ledger.axon;

import io.countersign.ledger.codec.DomainJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The states of long streams, so that they needn't be folded from the first event. */
public final class Snapshots {
  /** How many events lie between two snapshots. */
  public static final int DISTANCE = 100;

  /**
   * @param version sequence number of the last event that went into the state
   */
  public record Snapshot<S>(S state, long version) {}

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private Snapshots() {}

  /** Empty when there is none, or one of a revision that isn't written any more. */
  public static <S> Optional<Snapshot<S>> latest(
      AggregateKind<?, S, ?, ?> kind, String id, Connection connection) throws SQLException {
    var sql =
        "select sequence_number, payload from snapshot"
            + " where aggregate_id = ? and payload_type = ? and payload_revision = ?";
    try (var select = connection.prepareStatement(sql)) {
      select.setString(1, id);
      select.setString(2, kind.name());
      select.setString(3, kind.revision());
      try (var row = select.executeQuery()) {
        return row.next() ? of(kind, row.getLong(1), row.getString(2)) : Optional.empty();
      }
    }
  }

  /** A state that can't be read any more is no loss: the events are the truth. */
  private static <S> Optional<Snapshot<S>> of(
      AggregateKind<?, S, ?, ?> kind, long version, String json) {
    try {
      return Optional.of(new Snapshot<>(DomainJson.read(json, kind.states()), version));
    } catch (JacksonException e) {
      LOG.warn("a snapshot of kind {} can't be read and is ignored", kind.name(), e);
      return Optional.empty();
    }
  }

  public static void keep(
      AggregateKind<?, ?, ?, ?> kind, String id, Snapshot<?> snapshot, Connection connection)
      throws SQLException {
    var sql =
        """
        insert into snapshot (aggregate_id, sequence_number, payload_type, payload_revision, payload)
        values (?, ?, ?, ?, ?)
        on conflict (aggregate_id) do update set sequence_number = excluded.sequence_number,
          payload_type = excluded.payload_type, payload_revision = excluded.payload_revision,
          payload = excluded.payload\
        """;
    try (var insert = connection.prepareStatement(sql)) {
      insert.setString(1, id);
      insert.setLong(2, snapshot.version());
      insert.setString(3, kind.name());
      insert.setString(4, kind.revision());
      insert.setString(5, DomainJson.write(snapshot.state()));
      insert.executeUpdate();
    }
  }
}
