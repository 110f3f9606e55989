package io.countersign.ledger.alert;

import static io.countersign.ledger.postgres.Statements.execute;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.Facts.ActiveMute;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.ledger.axon.FactWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which mutes aren't lifted on record: what the decision about each new alert reads. */
public final class MuteFacts implements FactWriter {
  /**
   * The mutes as one batch of commands sees them: read when the first new alert asks, so that a
   * batch of thousands costs one look, and again once the batch itself changed them.
   */
  public static final class OfBatch {
    private @Nullable List<ActiveMute> known;

    public List<ActiveMute> all(Connection connection) throws SQLException {
      var read = known;
      if (read == null) {
        read = MuteFacts.read(connection);
        known = read;
      }
      return read;
    }

    public void forget() {
      known = null;
    }
  }

  @Override
  public void write(Event event, CommandContext context, Connection connection)
      throws SQLException {
    switch (event) {
      case MuteEvent.Muted e -> muted(e, connection);
      case MuteEvent.Unmuted e ->
          execute(connection, "delete from mute_fact where mute = ?", e.mute().value());
      default -> {
        // not about a mute
      }
    }
  }

  private static void muted(MuteEvent.Muted e, Connection connection) throws SQLException {
    var entity = e.matcher().entity();
    execute(
        connection,
        "insert into mute_fact (mute, entity, alert, fingerprint, until) values (?, ?, ?, ?, ?)",
        e.mute().value(),
        entity == null ? null : entity.toString(),
        e.matcher().alert(),
        e.matcher().fingerprint(),
        e.until());
  }

  static List<ActiveMute> read(Connection connection) throws SQLException {
    var sql = "select mute, entity, alert, fingerprint, until from mute_fact order by mute";
    try (var select = connection.prepareStatement(sql);
        var rows = select.executeQuery()) {
      var mutes = new ArrayList<ActiveMute>();
      while (rows.next()) {
        mutes.add(
            new ActiveMute(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getTimestamp(5).toInstant()));
      }
      return List.copyOf(mutes);
    }
  }
}
