package io.countersign.ledger.calendar;

import io.countersign.domain.Digest;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calendars as they were before they were changed, and the plans that go on by a change. */
record FormerCalendars(SqlConnection sql) {
  /** Longer than any plan waits; beyond, it's as if it were closed. */
  private static final Duration KNOWN = Duration.ofDays(7);

  /**
   * Keeps what a calendar is, before it's changed.
   *
   * @param releases the plans that go on by the change
   */
  void keep(CalendarId calendar, List<Digest> releases, Instant at) {
    sql.execute(
        "delete from calendar_former where replaced_at < ?", at.minus(CalendarFacts.FORMER));
    long former = kept(calendar, at);
    for (var plan : releases) {
      sql.execute(
          """
          insert into calendar_release (plan, calendar, former) values (?, ?, ?)
          on conflict (plan, calendar) do update set former = excluded.former\
          """,
          plan.hex(),
          calendar,
          former);
    }
  }

  private long kept(CalendarId calendar, Instant at) {
    return sql.first(
            """
            insert into calendar_former (calendar, replaced_at, kind, scope, dependents, horizon,
              spans)
            select its.calendar, its.at, f.kind, f.scope, f.dependents,
              least(f.horizon, its.until),
              coalesce((select range_agg(o.span) from window_occurrence o
                where o.calendar = its.calendar and o.span && tstzrange(its.at, its.until)), '{}')
            from (values (?::text, ?::timestamptz, ?::timestamptz)) as its (calendar, at, until)
            left join calendar_fact f on f.calendar = its.calendar
            returning number\
            """,
            row -> row.longValue("number"),
            calendar,
            at,
            at.plus(KNOWN))
        .orElseThrow();
  }

  boolean releases(Digest plan) {
    return sql.exists("select from calendar_release where plan = ?", plan.hex());
  }

  /**
   * Of those that were changed since, what each was before the first change that doesn't let the
   * plan go on; empty for one that there wasn't.
   */
  Map<CalendarId, Optional<Timeline>> since(Instant since, Digest plan) {
    var former = new HashMap<CalendarId, Optional<Timeline>>();
    sql.list(
            """
            select distinct on (f.calendar) f.* from calendar_former f
            where f.replaced_at >= ? and f.number > coalesce((select r.former
              from calendar_release r where r.plan = ? and r.calendar = f.calendar), 0)
            order by f.calendar, f.number\
            """,
            row -> Map.entry(new CalendarId(row.text("calendar")), timeline(row)),
            since,
            plan.hex())
        .forEach(it -> former.put(it.getKey(), it.getValue()));
    return former;
  }

  private Optional<Timeline> timeline(SqlRow row) {
    var kind = row.constantOrNull("kind", CalendarKind.class);
    return kind == null
        ? Optional.empty()
        : Optional.of(
            new Timeline(
                new CalendarId(row.text("calendar")),
                kind,
                CalendarScope.parse(row.text("scope")),
                row.flag("dependents"),
                spans(row.longValue("number")),
                row.instant("horizon")));
  }

  private Spans spans(long number) {
    return Spans.union(
        sql.list(
            """
            select lower(span) as begins, upper(span) as ends
            from calendar_former, unnest(spans) as span where number = ?\
            """,
            row -> new Span(row.instant("begins"), row.instant("ends")),
            number));
  }
}
