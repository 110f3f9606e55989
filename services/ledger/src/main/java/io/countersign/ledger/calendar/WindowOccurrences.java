package io.countersign.ledger.calendar;

import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.rule.Effort;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of when calendars take place, computed ahead. */
final class WindowOccurrences {
  private WindowOccurrences() {}

  /**
   * From an instant on, as much as the decision allowed, which computed the same and bounded it;
   * what was over then stays as it was, for as long as is looked ahead.
   */
  static void compute(CalendarId calendar, Instant from, Instant horizon, SqlConnection sql) {
    var spans =
        Occurrences.of(CalendarEntries.of(calendar, sql), from, horizon, Effort.unbounded());
    sql.execute(
        "delete from window_occurrence where calendar = ?"
            + " and (upper(span) > ? or upper(span) < ?)",
        calendar,
        from,
        from.minus(Horizon.AHEAD));
    var rows = new ArrayList<@Nullable Object[]>();
    for (var span : spans.all()) {
      rows.add(new Object[] {calendar, span.start(), span.end()});
    }
    sql.executeBatch(
        "insert into window_occurrence (calendar, span) values (?, tstzrange(?, ?, '[)'))"
            + " on conflict do nothing",
        rows);
  }

  static Map<CalendarId, Spans> of(List<CalendarId> calendars, SqlConnection sql) {
    Map<CalendarId, List<Span>> spans = new HashMap<>();
    sql.list(
            "select calendar, lower(span) as begins, upper(span) as ends from window_occurrence"
                + " where calendar = any(?)",
            row ->
                Map.entry(
                    new CalendarId(row.text("calendar")),
                    new Span(row.instant("begins"), row.instant("ends"))),
            (Object) calendars.stream().map(CalendarId::value).toArray(String[]::new))
        .forEach(
            it -> spans.computeIfAbsent(it.getKey(), _ -> new ArrayList<>()).add(it.getValue()));
    var unions = new HashMap<CalendarId, Spans>();
    spans.forEach((calendar, its) -> unions.put(calendar, Spans.union(its)));
    return unions;
  }
}
