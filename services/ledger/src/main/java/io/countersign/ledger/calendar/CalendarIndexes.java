package io.countersign.ledger.calendar;

import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarIndex;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calendars in force, kept in memory: looked at again when their revision is another, and then
 * those are read whose own is. It's exact in every transaction, since each change leaves revisions
 * that never were, also one that is undone.
 */
final class CalendarIndexes {
  private record Known(UUID revision, Map<UUID, Timeline> calendars, CalendarIndex index) {}

  /** One of them, without its times. */
  private record Head(
      UUID revision,
      CalendarId id,
      CalendarKind kind,
      CalendarScope scope,
      boolean dependents,
      Instant horizon) {
    static Head of(SqlRow row) {
      return new Head(
          row.uuid("revision"),
          new CalendarId(row.text("calendar")),
          row.constant("kind", CalendarKind.class),
          CalendarScope.parse(row.text("scope")),
          row.flag("dependents"),
          row.instant("horizon"));
    }

    Timeline with(Spans spans) {
      return new Timeline(id, kind, scope, dependents, spans, horizon);
    }
  }

  private volatile @Nullable Known known;

  CalendarIndex in(SqlConnection sql) {
    var revision =
        sql.first("select revision from calendar_revision", row -> row.uuid("revision"))
            .orElseThrow();
    var last = known;
    if (last == null || !last.revision.equals(revision)) {
      last = read(revision, last, sql);
      known = last;
    }
    return last.index;
  }

  private static Known read(UUID revision, @Nullable Known last, SqlConnection sql) {
    Map<UUID, Timeline> before = last == null ? Map.of() : last.calendars;
    var heads =
        sql.list(
            "select revision, calendar, kind, scope, dependents, horizon from calendar_fact"
                + " order by calendar",
            Head::of);
    var others =
        heads.stream().filter(it -> !before.containsKey(it.revision)).map(Head::id).toList();
    var spans = WindowOccurrences.of(others, sql);
    var timelines =
        heads.stream().collect(Collectors.toMap(Head::revision, it -> timeline(it, before, spans)));
    List<Timeline> calendars = heads.stream().map(it -> timelines.get(it.revision)).toList();
    var index = last == null ? CalendarIndex.EMPTY : last.index;
    return new Known(revision, timelines, index.with(calendars));
  }

  private static Timeline timeline(
      Head head, Map<UUID, Timeline> before, Map<CalendarId, Spans> spans) {
    var same = before.get(head.revision);
    return same == null ? head.with(spans.getOrDefault(head.id, Spans.NONE)) : same;
  }
}
