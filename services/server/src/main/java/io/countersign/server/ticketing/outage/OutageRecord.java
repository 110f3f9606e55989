package io.countersign.server.ticketing.outage;

import io.countersign.domain.ticketing.TicketSystemEvent.CaughtUp;
import io.countersign.ledger.Submission;
import io.countersign.ledger.ticketing.OutageReports;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts what was done after a system had been away on record, once, whoever is killed meanwhile. */
@Component
public final class OutageRecord {
  private static final Logger LOG = LoggerFactory.getLogger(OutageRecord.class);

  private final OutageReports outages;
  private final CommandSender commands;

  OutageRecord(OutageReports outages, CommandSender commands) {
    this.outages = outages;
    this.commands = commands;
  }

  /** All of a system that aren't there yet. */
  public void record(String system, Instant now) {
    for (var report : outages.untold(system)) {
      var event = event(report, now);
      var key = "ticketing.caught-up " + system + " " + report.beganAt();
      var submission = new Submission.OfStandaloneEvent(event, key, SystemOrigin.context(now));
      var _ = commands.receipts(List.of(submission));
      outages.told(report, now);
      LOG.info("{}", OutageEventTexts.told(event));
    }
  }

  private static CaughtUp event(OutageReports.Report it, Instant now) {
    return new CaughtUp(
        it.system(),
        it.beganAt(),
        it.endedAt() == null ? now : it.endedAt(),
        it.code(),
        it.tickets(),
        it.taken(),
        it.written(),
        it.said(),
        it.conflicts(),
        it.stuck());
  }
}
