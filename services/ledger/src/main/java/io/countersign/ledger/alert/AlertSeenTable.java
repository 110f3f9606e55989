package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.axon.AggregateState;
import io.countersign.ledger.axon.StateTable;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code alert_seen} for one batch: one SELECT for all of its alerts before anything is decided,
 * one upsert for all after (invariant 16). The lock is held, so nothing changes in between.
 */
public final class AlertSeenTable implements StateTable<AlertSeen, AlertCommand, AlertEvent> {
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

  @Override
  public AggregateKind<AlertSeen, AlertCommand, AlertEvent> kind() {
    return AlertKind.KIND;
  }

  @Override
  public void load(Set<String> ids, SqlConnection sql) {
    seen.clear();
    changed.clear();
    if (ids.isEmpty()) {
      return;
    }
    ids.forEach(id -> seen.put(id, AlertSeen.NEVER));
    sql.list(SELECT, AlertSeenTable::stored, (Object) ids.toArray(String[]::new))
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

  @Override
  public AggregateState<AlertSeen, AlertCommand, AlertEvent> state(String id) {
    var known = seen.getOrDefault(id, AlertSeen.NEVER);
    return new AggregateState<>(kind(), id, known, known.events() - 1);
  }

  @Override
  public void changed(String id, AlertSeen after, Instant at) {
    seen.put(id, after);
    changed.put(id, new Change(after, at));
  }

  /** Sorted by id, each once. */
  @Override
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
