package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

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

  private record Stored(String alert, AlertSeen seen) {}

  private record Change(AlertSeen seen, Instant at) {}

  private final Map<String, AlertSeen> seen = new HashMap<>();
  private final TreeMap<String, Change> changed = new TreeMap<>();

  /** Forgets the batch before and looks up the alerts of the next one. */
  public void load(Collection<AlertId> alerts, SqlConnection sql) {
    seen.clear();
    changed.clear();
    if (alerts.isEmpty()) {
      return;
    }
    alerts.forEach(alert -> seen.put(alert.value(), AlertSeen.NEVER));
    sql.list(SELECT, AlertSeenTable::stored, (Object) seen.keySet().toArray(String[]::new))
        .forEach(it -> seen.put(it.alert(), it.seen()));
  }

  private static Stored stored(SqlRow row) {
    var status = row.constant("status", AlertSeen.Status.class);
    return new Stored(
        row.text("alert_id"),
        new AlertSeen(row.longValue("count"), status, row.longValue("events")));
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
  public void save(SqlConnection sql) {
    if (changed.isEmpty()) {
      return;
    }
    var rows = changed.values();
    sql.execute(
        UPSERT,
        changed.keySet().toArray(String[]::new),
        rows.stream().map(row -> row.seen().count()).toArray(Long[]::new),
        rows.stream().map(row -> row.seen().status()).toArray(AlertSeen.Status[]::new),
        rows.stream().map(row -> row.seen().events()).toArray(Long[]::new),
        rows.stream().map(Change::at).toArray(Instant[]::new));
  }
}
