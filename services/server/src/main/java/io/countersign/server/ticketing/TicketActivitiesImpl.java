package io.countersign.server.ticketing;

import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.ticketing.TicketPolls;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.ticketing.outage.OutageWatch;
import io.countersign.server.ticketing.turn.TicketTurns;
import io.countersign.server.ticketing.turn.TurnPace;
import io.countersign.workflows.ticketing.TicketActivities;
import io.countersign.workflows.ticketing.TicketProgress;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The arms of a linked ticket's loop. */
@Component
final class TicketActivitiesImpl implements TicketActivities {
  /** Where only what happens counts, it's looked at so often for safety's sake. */
  private static final Duration SELDOM = Duration.ofHours(24);

  /** So often in a row nobody waits for. */
  private static final int STUCK = 5;

  /** What is only behind goes on within that; what isn't taken waits longer. */
  private static final Duration SHORTLY = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final TicketPolls polls;
  private final SystemCommands commands;
  private final TicketRules rules;
  private final TicketTurns turns;
  private final TurnPace pace;
  private final OutageWatch outages;

  TicketActivitiesImpl(
      Ledger ledger,
      TicketPolls polls,
      SystemCommands commands,
      TicketRules rules,
      TicketTurns turns,
      TurnPace pace,
      OutageWatch outages) {
    this.ledger = ledger;
    this.polls = polls;
    this.commands = commands;
    this.rules = rules;
    this.turns = turns;
    this.pace = pace;
    this.outages = outages;
  }

  @Override
  public TicketProgress sync(String id) {
    var link = new TicketLinkId(id);
    var state = ledger.ticket(link);
    var wanted = state.wanted();
    if (wanted == null || state.health().gone()) {
      return new TicketProgress(true, null);
    }
    var rule = rules.named(wanted.rule());
    var connection = rules.connection(link.system());
    if (rule.isEmpty() || connection.isEmpty()) {
      return unconfigured(link, state.health().halted());
    }
    if (!state.health().halted() && outages.waits(link)) {
      return new TicketProgress(false, SELDOM);
    }
    polls.heldUntil(link.system()).ifPresent(it -> pace.hold(link.system(), it));
    var pause = pace.take(link, commands.now());
    if (pause.isPositive()) {
      return new TicketProgress(false, pause);
    }
    var wait = turns.run(connection.get(), rule.get(), link);
    if (wait.isEmpty() || isThrough(ledger.ticket(link), wait.get())) {
      outages.turned(link);
    }
    return new TicketProgress(false, wait.orElse(SELDOM));
  }

  /** Whether nobody waits for it: it's stuck, or all is done but what isn't taken there. */
  private static boolean isThrough(TicketLink state, Duration wait) {
    var health = state.health();
    return health.tries() >= STUCK || (health.nextAt() == null && wait.compareTo(SHORTLY) > 0);
  }

  private TicketProgress unconfigured(TicketLinkId link, boolean told) {
    if (!told) {
      var _ =
          commands.send(
              new TicketCommand.RecordFailure(
                  link, "NOT_CONFIGURED", "no such rule or connection any more", false, null),
              link.holder());
    }
    outages.turned(link);
    return new TicketProgress(false, SELDOM);
  }
}
