package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code alert_seen} for one batch: one SELECT for all of its alerts before anything is decided,
 * one upsert for all after (invariant 16). The lock is held, so nothing changes in between.
 */
public final class AlertSeenTable {
  private static final String SELECT =
      "select alert_id, count, status, events from alert_seen where alert_id = any(?)";
  private static final String UPSERT =
      """
      insert into alert_seen as s (alert_id, count, status, events, last_seen)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::timestamptz[])
      on conflict (alert_id) do update set count = excluded.count, status = excluded.status,
        events = excluded.events, last_seen = greatest(s.last_seen, excluded.last_seen)\
      """;

  private record Change(AlertSeen seen, Instant at) {}

  private final Map<String, AlertSeen> seen = new HashMap<>();
  private final TreeMap<String, Change> changed = new TreeMap<>();

  /** Forgets the batch before and looks up the alerts of the next one. */
  public void look(Collection<AlertId> alerts, Connection connection) throws SQLException {
    seen.clear();
    changed.clear();
    if (alerts.isEmpty()) {
      return;
    }
    alerts.forEach(alert -> seen.put(alert.value(), AlertSeen.NEVER));
    try (var select = connection.prepareStatement(SELECT)) {
      select.setArray(1, connection.createArrayOf("text", seen.keySet().toArray()));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          var status = AlertSeen.Status.valueOf(rows.getString(3));
          seen.put(rows.getString(1), new AlertSeen(rows.getLong(2), status, rows.getLong(4)));
        }
      }
    }
  }

  /** Only of alerts that were looked up: what is known of them at this moment of the batch. */
  public Map<String, AlertSeen> seen() {
    return seen;
  }

  public void changed(AlertId alert, AlertSeen after, Instant at) {
    seen.put(alert.value(), after);
    changed.put(alert.value(), new Change(after, at));
  }

  /** Sorted by id, each once. */
  public void save(Connection connection) throws SQLException {
    if (changed.isEmpty()) {
      return;
    }
    var rows = changed.values();
    try (var upsert = connection.prepareStatement(UPSERT)) {
      upsert.setArray(1, connection.createArrayOf("text", changed.keySet().toArray()));
      upsert.setArray(2, column("bigint", rows.stream().map(r -> r.seen().count()), connection));
      upsert.setArray(
          3, column("text", rows.stream().map(r -> r.seen().status().name()), connection));
      upsert.setArray(4, column("bigint", rows.stream().map(r -> r.seen().events()), connection));
      upsert.setArray(
          5, column("timestamptz", rows.stream().map(r -> Timestamp.from(r.at())), connection));
      upsert.executeUpdate();
    }
  }

  private static Array column(String type, Stream<?> values, Connection connection)
      throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }
}
