package io.countersign.ledger.calendar;

import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of calendars in force, in their order. */
final class CalendarEntries {
  private CalendarEntries() {}

  static void append(CalendarId calendar, List<CalendarEntry> entries, SqlConnection sql) {
    int next =
        sql.first(
                "select coalesce(max(number), 0) as number from calendar_entry where calendar = ?",
                row -> row.intValue("number"),
                calendar)
            .orElse(0);
    var rows = new ArrayList<@Nullable Object[]>();
    for (var entry : entries) {
      rows.add(new Object[] {calendar, ++next, DomainJson.write(entry)});
    }
    sql.executeBatch("insert into calendar_entry (calendar, number, entry) values (?, ?, ?)", rows);
  }

  static List<CalendarEntry> of(CalendarId calendar, SqlConnection sql) {
    return sql.list(
        "select entry from calendar_entry where calendar = ? order by number",
        row -> DomainJson.read(row.text("entry"), CalendarEntry.class),
        calendar);
  }

  static Map<CalendarId, List<CalendarEntry>> all(SqlConnection sql) {
    Map<CalendarId, List<CalendarEntry>> entries = new HashMap<>();
    sql.list(
            "select calendar, entry from calendar_entry order by calendar, number",
            row ->
                Map.entry(
                    new CalendarId(row.text("calendar")),
                    DomainJson.read(row.text("entry"), CalendarEntry.class)))
        .forEach(
            it -> entries.computeIfAbsent(it.getKey(), _ -> new ArrayList<>()).add(it.getValue()));
    return entries;
  }
}
