package io.countersign.ledger.calendar;

import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarIndex;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The calendars in force, kept in memory: read again when their revision is another. It's exact in
 * every transaction, since each change leaves a revision that never was, also one that is undone.
 */
final class CalendarIndexes {
  private record Known(UUID revision, CalendarIndex index) {}

  private volatile @Nullable Known known;

  CalendarIndex in(SqlConnection sql) {
    var revision =
        sql.first("select revision from calendar_revision", row -> row.uuid("revision"))
            .orElseThrow();
    var last = known;
    if (last == null || !last.revision.equals(revision)) {
      last = new Known(revision, read(sql));
      known = last;
    }
    return last.index;
  }

  private static CalendarIndex read(SqlConnection sql) {
    var spans = WindowOccurrences.all(sql);
    List<Timeline> calendars =
        sql.list(
            "select calendar, kind, scope, dependents, horizon from calendar_fact"
                + " order by calendar",
            row -> {
              var id = new CalendarId(row.text("calendar"));
              return new Timeline(
                  id,
                  row.constant("kind", CalendarKind.class),
                  CalendarScope.parse(row.text("scope")),
                  row.flag("dependents"),
                  spans.getOrDefault(id, Spans.NONE),
                  row.instant("horizon"));
            });
    return new CalendarIndex(calendars);
  }
}
