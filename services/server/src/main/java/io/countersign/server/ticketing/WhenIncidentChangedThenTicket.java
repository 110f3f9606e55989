package io.countersign.server.ticketing;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.ticketing.TicketCommand.WantTicket;
import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.temporal.TemporalEngine;
import io.countersign.server.ticketing.story.RemarkElsewhere;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that wants tickets by the configured rules, and wakes their loops when something
 * was recorded of what they belong to. Whatever fails here fails for the ticket, never for the
 * incident.
 */
@Component
final class WhenIncidentChangedThenTicket implements Automation {
  private final Ledger ledger;
  private final TicketRules rules;
  private final TicketLinks links;
  private final SystemCommands commands;
  private final TemporalEngine engine;

  WhenIncidentChangedThenTicket(
      Ledger ledger,
      TicketRules rules,
      TicketLinks links,
      SystemCommands commands,
      TemporalEngine engine) {
    this.ledger = ledger;
    this.rules = rules;
    this.links = links;
    this.commands = commands;
    this.engine = engine;
  }

  @Override
  public void begin(String url) {
    ledger.automation(
        "keep-tickets",
        Set.of(
            IncidentEvent.class,
            RemediationEvent.class,
            TicketEvent.Wanted.class,
            TicketEvent.CommentReceived.class,
            TicketEvent.Retried.class,
            TicketEvent.Skipped.class,
            TicketEvent.Resynced.class,
            TicketEvent.ConflictSettled.class),
        this::follow);
  }

  private void follow(RecordedEvent recorded) {
    if (rules.all().isEmpty()) {
      return;
    }
    switch (recorded.event()) {
      case IncidentEvent event -> {
        want(event.incident());
        links.ofFamily(event.incident().value()).forEach(it -> poke(it.link()));
      }
      case RemediationEvent event -> {
        if (event instanceof RemediationEvent.Proposed proposed) {
          wantChange(proposed);
        }
        poke(event.remediation().value());
        links.incidentOf(event.remediation().value()).ifPresent(this::poke);
      }
      case TicketEvent.CommentReceived said -> sayElsewhere(said);
      case TicketEvent event -> poke(event.link());
      default -> {}
    }
  }

  private void sayElsewhere(TicketEvent.CommentReceived said) {
    links.ofFamily(said.link().holder()).stream()
        .map(TicketLinks.Row::link)
        .filter(it -> RemarkElsewhere.isFor(it, said))
        .forEach(this::poke);
  }

  private void want(IncidentId incident) {
    if (ledger.incident(incident) instanceof Incident.Open open) {
      for (var rule : rules.of(open)) {
        var link = TicketLinkId.of(rule.connection(), incident);
        want(new WantTicket(link, rule.kind(), rule.name()));
      }
    }
  }

  /** By what its incident is about; also where that was closed by then. */
  private void wantChange(RemediationEvent.Proposed event) {
    var incident =
        switch (ledger.incident(event.plan().incident())) {
          case Incident.Open it -> it;
          case Incident.Closed it -> it.before();
          case Incident.NotOpened _ -> null;
        };
    if (incident == null) {
      return;
    }
    for (var rule : rules.ofChanges(incident)) {
      var link = TicketLinkId.of(rule.connection(), event.remediation());
      want(new WantTicket(link, rule.kind(), rule.name()));
    }
  }

  private void want(WantTicket wanted) {
    if (ledger.ticket(wanted.link()).wanted() == null) {
      var _ = commands.send(wanted, wanted.link().holder());
    }
  }

  private void poke(String holder) {
    links.of(holder).forEach(it -> poke(it.link()));
  }

  private void poke(TicketLinkId link) {
    engine.poke(OpenLoops.Kind.TICKET, link.value());
  }
}
