package io.countersign.domain.calendar;

import io.countersign.domain.Digest;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Span;
import java.time.Instant;
import java.util.List;

/** An event of one calendar. Who asked, and when, is in the event's metadata. */
public sealed interface CalendarEvent extends Event {
  CalendarId calendar();

  /**
   * The calendar is this from now on. Its entries follow in {@link EntriesRecorded}, in the same
   * commit.
   *
   * @param entries how many
   * @param definition the digest of all of it
   * @param tzdata the version of the time zone database that its times were computed by
   * @param horizon until when
   * @param widened whether a target may be open when it wasn't before
   * @param releases the plans that waited for it and may go on
   */
  record Defined(
      CalendarId calendar,
      CalendarKind kind,
      CalendarScope scope,
      boolean dependents,
      int entries,
      Digest definition,
      String tzdata,
      Instant horizon,
      boolean widened,
      List<Digest> releases,
      String reason)
      implements CalendarEvent {
    public Defined {
      releases = List.copyOf(releases);
    }
  }

  /**
   * A part of the entries.
   *
   * @param last whether with these it's whole
   */
  record EntriesRecorded(
      CalendarId calendar, Instant horizon, List<CalendarEntry> entries, boolean last)
      implements CalendarEvent {
    public EntriesRecorded {
      entries = List.copyOf(entries);
    }
  }

  record Lifted(CalendarId calendar, List<Digest> releases, String reason)
      implements CalendarEvent {
    public Lifted {
      releases = List.copyOf(releases);
    }
  }

  /** Time has gone on: its times are computed further ahead. */
  record Extended(CalendarId calendar, Instant horizon) implements CalendarEvent {}

  /**
   * Another time zone database puts its local times elsewhere, or not.
   *
   * @param vanished times that were computed before and aren't any more; the first of them
   * @param appeared times that weren't; the first of them
   * @param changes how many there are altogether
   */
  record Recomputed(
      CalendarId calendar,
      String tzdata,
      Instant horizon,
      List<Span> vanished,
      List<Span> appeared,
      int changes)
      implements CalendarEvent {
    public Recomputed {
      vanished = List.copyOf(vanished);
      appeared = List.copyOf(appeared);
    }
  }

  record AttemptRefused(
      CalendarId calendar, RefusalCode code, PrincipalId by, String command, Instant at)
      implements CalendarEvent, RefusalEvent {}
}
