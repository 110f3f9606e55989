package io.countersign.ledger.calendar;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.calendar.CalendarEvent;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;

/** Calendars in force as decisions read them, and what they were before. */
final class CalendarFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof CalendarEvent it) {
      write(it, context, sql);
    }
  }

  private static void write(CalendarEvent event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case CalendarEvent.Defined e -> defined(e, context, sql);
      case CalendarEvent.EntriesRecorded e -> {
        CalendarEntries.append(e.calendar(), e.entries(), sql);
        if (e.last()) {
          WindowOccurrences.compute(e.calendar(), context.at(), e.horizon(), sql);
        }
      }
      case CalendarEvent.Lifted e -> lifted(e, context, sql);
      case CalendarEvent.Extended e -> {
        sql.execute(
            "update calendar_fact set horizon = ? where calendar = ?", e.horizon(), e.calendar());
        WindowOccurrences.compute(e.calendar(), context.at(), e.horizon(), sql);
      }
      case CalendarEvent.Recomputed e -> recomputed(e, context, sql);
      case CalendarEvent.AttemptRefused _ -> {
        return; // no decision reads it
      }
    }
    sql.execute("update calendar_revision set revision = gen_random_uuid()");
    sql.execute(
        "update calendar_fact set revision = gen_random_uuid() where calendar = ?",
        event.calendar());
  }

  private static void defined(CalendarEvent.Defined e, CommandContext context, SqlConnection sql) {
    new FormerCalendars(sql).keep(e.calendar(), e.releases(), context.at());
    sql.execute("delete from calendar_entry where calendar = ?", e.calendar());
    sql.execute(
        """
        insert into calendar_fact (calendar, kind, scope, dependents, tzdata, horizon, reason,
          changed_by, changed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (calendar) do update set kind = excluded.kind, scope = excluded.scope,
          dependents = excluded.dependents, tzdata = excluded.tzdata, horizon = excluded.horizon,
          reason = excluded.reason, changed_by = excluded.changed_by,
          changed_at = excluded.changed_at\
        """,
        e.calendar(),
        e.kind(),
        e.scope().toString(),
        e.dependents(),
        e.tzdata(),
        e.horizon(),
        e.reason(),
        context.actor().id(),
        context.at());
  }

  private static void lifted(CalendarEvent.Lifted e, CommandContext context, SqlConnection sql) {
    var calendar = e.calendar();
    new FormerCalendars(sql).keep(calendar, e.releases(), context.at());
    sql.execute("delete from calendar_fact where calendar = ?", calendar);
    sql.execute("delete from calendar_entry where calendar = ?", calendar);
    sql.execute("delete from window_occurrence where calendar = ?", calendar);
  }

  private static void recomputed(
      CalendarEvent.Recomputed e, CommandContext context, SqlConnection sql) {
    CalendarId calendar = e.calendar();
    new FormerCalendars(sql).keep(calendar, List.of(), context.at());
    sql.execute(
        "update calendar_fact set horizon = ?, tzdata = ? where calendar = ?",
        e.horizon(),
        e.tzdata(),
        calendar);
    WindowOccurrences.compute(calendar, context.at(), e.horizon(), sql);
  }
}
