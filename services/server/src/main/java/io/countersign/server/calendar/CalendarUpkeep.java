package io.countersign.server.calendar;

import io.countersign.domain.calendar.CalendarCommand.RecomputeCalendar;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.InstantSource;

/** Has the times of calendars computed further as time goes on, and anew by another database. */
final class CalendarUpkeep {
  private final Calendars calendars;
  private final CommandSender commands;
  private final InstantSource clock;

  CalendarUpkeep(Calendars calendars, CommandSender commands, InstantSource clock) {
    this.calendars = calendars;
    this.commands = commands;
    this.clock = clock;
  }

  void round() {
    var version = TimeZoneDatabase.version();
    for (var calendar : calendars.index().calendars()) {
      var command = new RecomputeCalendar(calendar.id(), version);
      var _ = commands.send(command, SystemOrigin.context(clock.instant()));
    }
  }
}
