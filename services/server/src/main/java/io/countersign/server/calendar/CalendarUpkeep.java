package io.countersign.server.calendar;

import io.countersign.domain.Answer;
import io.countersign.domain.calendar.CalendarCommand.RecomputeCalendar;
import io.countersign.ledger.Submission;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the times of calendars computed further as time goes on, and anew by another database. */
final class CalendarUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(CalendarUpkeep.class);

  private final Calendars calendars;
  private final CommandSender commands;
  private final InstantSource clock;

  CalendarUpkeep(Calendars calendars, CommandSender commands, InstantSource clock) {
    this.calendars = calendars;
    this.commands = commands;
    this.clock = clock;
  }

  /** One that became too much to compute keeps no other from it. */
  void round() {
    var version = TimeZoneDatabase.version();
    for (var calendar : calendars.index().calendars()) {
      var command = new RecomputeCalendar(calendar.id(), version);
      var context = SystemOrigin.context(clock.instant());
      var receipts = commands.receipts(List.of(new Submission.OfCommand(command, context)));
      if (receipts.getFirst().answer() instanceof Answer.Refused refused) {
        LOG.error("{} isn't computed further ahead: {}", calendar.id(), refused.why());
      }
    }
  }
}
