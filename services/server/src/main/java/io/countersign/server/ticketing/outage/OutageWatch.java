package io.countersign.server.ticketing.outage;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.ticketing.OutageReports;
import io.countersign.ledger.ticketing.TicketOutages;
import io.countersign.ledger.ticketing.TicketPolls;
import io.countersign.server.intake.SourceShortcomings;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The watch over ticket systems that answer nobody: which tickets wait for them meanwhile, and
 * whose turn it is once they answer again.
 */
@Component
public final class OutageWatch {
  /**
   * Codes of failures that no ticket is to blame for: while they last, none is asked about. A
   * ticket that can't be read fails no poll: an answer that makes no sense is whatever stands
   * before a system that is away.
   */
  private static final Set<String> OF_THE_SYSTEM =
      Stream.of(
              FailureCode.UNREACHABLE,
              FailureCode.TIMEOUT,
              FailureCode.UNAUTHORISED,
              FailureCode.BAD_ANSWER)
          .map(FailureCode::name)
          .collect(Collectors.toUnmodifiableSet());

  /** Whoever is away for less is asked again by each ticket for itself. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TicketOutages outages;
  private final OutageReports reports;
  private final OutageRecord record;
  private final TicketPolls polls;
  private final SystemCommands commands;
  private final SourceShortcomings shortcomings;
  private final InstantSource clock;

  OutageWatch(
      TicketOutages outages,
      OutageReports reports,
      OutageRecord record,
      TicketPolls polls,
      SystemCommands commands,
      SourceShortcomings shortcomings,
      InstantSource clock) {
    this.outages = outages;
    this.reports = reports;
    this.record = record;
    this.polls = polls;
    this.commands = commands;
    this.shortcomings = shortcomings;
    this.clock = clock;
  }

  /** Whether a ticket's turn has to wait for a system that answers nobody, which is noted. */
  public boolean waits(TicketLinkId link) {
    return outages.waits(link, OF_THE_SYSTEM, clock.instant().minus(PATIENCE));
  }

  /** A ticket waits for its system's end of being away, however short that is; it's noted. */
  public void noteWaiting(TicketLinkId link) {
    var _ = outages.waits(link, OF_THE_SYSTEM, clock.instant());
  }

  /** Whether a system answers nobody, and has been so for a while. */
  public boolean isAway(String system) {
    return outages
        .failing(system)
        .filter(it -> OF_THE_SYSTEM.contains(it.code()))
        .filter(it -> !it.since().plus(PATIENCE).isAfter(clock.instant()))
        .isPresent();
  }

  /** Whether its last poll failed, by whosever fault. */
  public boolean isFailing(String system) {
    return outages.failing(system).isPresent();
  }

  /**
   * A poll came to its end.
   *
   * @param failed whether the one before did
   * @param failure its code; null where all was read
   * @param wake has a ticket take its turn
   */
  public void polled(
      String system,
      long claim,
      boolean failed,
      @Nullable String failure,
      Consumer<TicketLinkId> wake) {
    if (failure == null ? failed : isOver(system, failure)) {
      recover(system, wake);
    }
    if (failure == null) {
      polls.release(system, claim, clock.instant());
    } else {
      polls.unread(system, claim, failure, OF_THE_SYSTEM, clock.instant());
    }
  }

  /** Whoever answers, if only that there is no room, isn't away: no ticket waits for it longer. */
  private boolean isOver(String system, String failure) {
    return !OF_THE_SYSTEM.contains(failure)
        && outages.failing(system).filter(it -> OF_THE_SYSTEM.contains(it.code())).isPresent();
  }

  /** What waited for the system has its turn, in the order in which it was wanted. */
  private void recover(String system, Consumer<TicketLinkId> wake) {
    for (var link : outages.ended(system, OF_THE_SYSTEM, clock.instant())) {
      var _ = commands.send(new TicketCommand.RecoverTicket(link, OF_THE_SYSTEM), link.holder());
      wake.accept(link);
    }
  }

  /** The ticket had its turn: the last of those that waited for a system is told of. */
  public void turned(TicketLinkId link) {
    if (!outages.turned(link, clock.instant()).isEmpty()) {
      report(link.system());
    }
  }

  /** Those that waited and were given up meanwhile are waited for no longer. */
  public void drained(String system) {
    var _ = reports.drained(system, clock.instant());
  }

  /** What was done after it had been away is put on record, from which people are told. */
  public void report(String system) {
    record.record(system, clock.instant());
  }

  /** For whoever looks after connections. */
  public void tell(String system) {
    var why =
        outages
            .failing(system)
            .map(it -> "not read since " + it.since().truncatedTo(SECONDS) + ", " + it.code())
            .orElse("");
    shortcomings.answered(system, "its changes", why);
  }
}
