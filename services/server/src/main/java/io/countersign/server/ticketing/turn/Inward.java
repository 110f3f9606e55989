package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.AcknowledgeIncident;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveByOverride;
import io.countersign.domain.incident.IncidentCommand.SetPriority;
import io.countersign.domain.incident.Priority;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.FieldState;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.domain.ticketing.TicketEvent.CommentReceived;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.act.LinkedPeople;
import io.countersign.server.ticketing.act.TicketAct;
import io.countersign.server.ticketing.act.TicketActs;
import io.countersign.server.ticketing.change.ChangeRequestReading;
import io.countersign.server.web.BlobFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The acts of people on a ticket, as commands by who they are here. Somebody whose account nobody
 * linked decides nothing: what they did is shown. Whether a command may be done, its decider
 * judges.
 */
@Component
public final class Inward {
  private static final String UNKNOWN = "UNKNOWN_PERSON";
  private static final String SHOWN = "SHOWN_ONLY";
  private static final String INTERNAL = "[internal on the ticket] ";
  private static final String ENDED = "NOT_ENDED_BY_TICKETS";

  private final Ledger ledger;
  private final LinkedPeople people;
  private final TicketActs acts;
  private final ChangeRequestReading changes;

  public Inward(Ledger ledger, LinkedPeople people, TicketActs acts, ChangeRequestReading changes) {
    this.ledger = ledger;
    this.people = people;
    this.acts = acts;
    this.changes = changes;
  }

  /**
   * @return why it didn't take effect; empty where it did
   */
  public String take(TicketLinkId link, TicketRule rule, String field, FieldState.Waiting change) {
    var by = people.personOf(link.system(), change.account());
    if (by.isEmpty()) {
      return UNKNOWN;
    }
    if (!link.isIncident()) {
      return SHOWN;
    }
    var incident = new IncidentId(link.holder());
    var act = TicketAct.of(link, by.get(), change.account(), field, change.number());
    return switch (field) {
      case FieldRule.STATE -> state(incident, rule.onClosed(), change.value(), act);
      case "assignee" ->
          people
              .personOf(link.system(), change.value())
              .map(it -> acts.send(new AssignIncident(incident, it), act))
              .orElse(UNKNOWN);
      case "priority" ->
          priority(rule, change.value())
              .map(it -> acts.send(new SetPriority(incident, it), act))
              .orElse(SHOWN);
      default -> SHOWN;
    };
  }

  /** Empty where the rule has no word of ours for it. */
  private static Optional<Priority> priority(TicketRule rule, String theirs) {
    return rule.fields().stream()
        .filter(it -> it.rule().field().equals("priority"))
        .map(it -> it.here(theirs))
        .flatMap(
            word -> Arrays.stream(Priority.values()).filter(it -> it.name().equalsIgnoreCase(word)))
        .findFirst();
  }

  /** A ticket ends an incident only where its rule says so, whichever way its state got here. */
  private String state(IncidentId incident, OnClosed onClosed, String state, TicketAct act) {
    return switch (state) {
      case "IN_PROGRESS", "ON_HOLD" -> acts.send(new AcknowledgeIncident(incident), act);
      case "RESOLVED", "CLOSED", "CANCELLED" ->
          onClosed == OnClosed.ACCEPT
              ? acts.send(new ResolveByOverride(incident, "its ticket was ended"), act)
              : ENDED;
      default -> SHOWN;
    };
  }

  /** Also what is said of a plan is noted of what it's for. */
  private Optional<IncidentId> incident(TicketLinkId link) {
    if (link.isIncident()) {
      return Optional.of(new IncidentId(link.holder()));
    }
    return ledger.remediation(new RemediationId(link.holder())) instanceof Remediation.Known known
        ? Optional.of(known.dossier().plan().incident())
        : Optional.empty();
  }

  /** What people planned and said of a change request. */
  void change(TicketLinkId link, Ticketing ticketing, Reference reference) {
    changes.read(link, ticketing, reference);
  }

  /** Whether it was noted as the person's whose account it is. */
  public boolean note(TicketLinkId link, CommentReceived comment) {
    var written =
        ledger.blob(comment.text()).map(it -> new String(it, StandardCharsets.UTF_8)).orElse("");
    Optional<PrincipalId> by = people.personOf(link.system(), comment.account());
    var ticket = ledger.ticket(link).reference();
    var shownIn = ticket == null ? link.value() : acts.addressOf(ticket, comment.comment());
    var text = people.propose(link.system(), comment.account(), written, shownIn);
    var incident = incident(link);
    if (by.isEmpty() || text.isEmpty() || incident.isEmpty()) {
      return false;
    }
    // Whoever reads the incident reads it: they see that it was kept from others there.
    var blob = BlobFactory.text((comment.internal() ? INTERNAL : "") + text);
    Command note = new AddNote(incident.get(), blob.ref());
    var act = TicketAct.of(link, by.get(), comment);
    return acts.send(note, act, blob).isEmpty();
  }
}
