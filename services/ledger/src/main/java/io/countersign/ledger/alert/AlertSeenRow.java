package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.domain.alert.AlertSeries;
import io.countersign.domain.alert.AlertSeries.Held;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code alert_seen}: one episode, and for the last one of its alert all that the next
 * depends on.
 *
 * @param state when it was the last one
 * @param at when it was last told
 */
record AlertSeenRow(String series, AlertSeries state, boolean last, Instant at) {
  private static final String SELECT =
      """
      select series, alert_id, count, status, events, episodes, starts_at, firing_at, ends_at,
        ended_at, held, held_since, held_due
      from alert_seen where last and series = any(?)\
      """;

  /** What was the last one stops being that first: an alert has one at any time. */
  private static final String NOT_LAST =
      "update alert_seen set last = false, held = '' where last and alert_id = any(?)";

  private static final String UPSERT =
      """
      insert into alert_seen as s (alert_id, count, status, events, last_seen, series, integration,
        last, episodes, starts_at, firing_at, ends_at, ended_at, held, held_since, held_due)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::timestamptz[],
        ?::text[], ?::text[], ?::boolean[], ?::integer[], ?::timestamptz[], ?::timestamptz[],
        ?::timestamptz[], ?::timestamptz[], ?::text[], ?::timestamptz[], ?::timestamptz[])
      on conflict (alert_id) do update set count = excluded.count, status = excluded.status,
        events = excluded.events, last_seen = greatest(s.last_seen, excluded.last_seen),
        last = excluded.last, episodes = excluded.episodes, starts_at = excluded.starts_at,
        firing_at = excluded.firing_at, ends_at = excluded.ends_at, ended_at = excluded.ended_at,
        held = excluded.held, held_since = excluded.held_since, held_due = excluded.held_due\
      """;

  private record Named(String series, AlertSeries state) {}

  static Map<String, AlertSeries> read(Set<String> series, SqlConnection sql) {
    var found = new HashMap<String, AlertSeries>();
    sql.list(SELECT, AlertSeenRow::named, (Object) series.toArray(String[]::new))
        .forEach(it -> found.put(it.series(), it.state()));
    return found;
  }

  private static Named named(SqlRow row) {
    var seen =
        new AlertSeen(
            row.longValue("count"),
            row.constant("status", AlertSeen.Status.class),
            row.longValue("events"));
    return new Named(
        row.text("series"),
        new AlertSeries(
            row.intValue("episodes"),
            new AlertId(row.text("alert_id")),
            seen,
            row.instant("starts_at"),
            row.instant("firing_at"),
            row.instant("ends_at"),
            row.instant("ended_at"),
            held(row)));
  }

  private static @Nullable Held held(SqlRow row) {
    var raised = row.text("held");
    return raised.isEmpty()
        ? null
        : new Held(
            DomainJson.read(raised, Raised.class),
            row.instant("held_since"),
            row.instant("held_due"));
  }

  String alert() {
    return Objects.requireNonNull(state.last()).value();
  }

  boolean firing() {
    return state.seen().status() == AlertSeen.Status.FIRING || (last && state.held() != null);
  }

  private String integration() {
    return series.substring(0, series.indexOf('/'));
  }

  private @Nullable Held waiting() {
    return last ? state.held() : null;
  }

  private String held() {
    var held = waiting();
    return held == null ? "" : DomainJson.write(held.raised());
  }

  private Instant heldAt(Function<Held, Instant> time) {
    var held = waiting();
    return held == null ? Instant.EPOCH : time.apply(held);
  }

  /** Of as many alerts as there are, in one statement. */
  static void write(Collection<AlertSeenRow> rows, SqlConnection sql) {
    var over = rows.stream().filter(row -> !row.last).map(AlertSeenRow::alert);
    var ended = over.toArray(String[]::new);
    if (ended.length > 0) {
      sql.execute(NOT_LAST, (Object) ended);
    }
    sql.execute(
        UPSERT,
        all(rows, AlertSeenRow::alert, String[]::new),
        all(rows, row -> row.state.seen().count(), Long[]::new),
        all(rows, row -> row.state.seen().status(), AlertSeen.Status[]::new),
        all(rows, row -> row.state.seen().events(), Long[]::new),
        all(rows, AlertSeenRow::at, Instant[]::new),
        all(rows, AlertSeenRow::series, String[]::new),
        all(rows, AlertSeenRow::integration, String[]::new),
        all(rows, AlertSeenRow::last, Boolean[]::new),
        all(rows, row -> row.state.episodes(), Integer[]::new),
        all(rows, row -> row.state.startsAt(), Instant[]::new),
        all(rows, row -> row.state.firingAt(), Instant[]::new),
        all(rows, row -> row.state.endsAt(), Instant[]::new),
        all(rows, row -> row.state.endedAt(), Instant[]::new),
        all(rows, AlertSeenRow::held, String[]::new),
        all(rows, row -> row.heldAt(Held::since), Instant[]::new),
        all(rows, row -> row.heldAt(Held::due), Instant[]::new));
  }

  private static <T> T[] all(
      Collection<AlertSeenRow> rows, Function<AlertSeenRow, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }
}
