package io.countersign.server.conversation.card;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.reference.ReferenceHolder;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.reference.ReferenceRows;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.IncidentMeaning;
import io.countersign.server.incident.ticket.ShownTickets;
import io.countersign.server.remediation.answer.PlanEvidence;
import io.countersign.server.remediation.window.ShownWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Renders cards from the views, as they are at this moment. */
@Component
public final class CardFaces {
  private static final int EVIDENCE = 2;

  private final IncidentInbox incidents;
  private final Remediations remediations;
  private final Catalog catalog;
  private final ReferenceRows references;
  private final PlanApprovers approvers;
  private final ShownWindow windows;
  private final ShownTickets tickets;
  private final PrincipalNames names;
  private final Set<String> chats;

  /** Wires it. */
  public CardFaces(
      IncidentInbox incidents,
      Remediations remediations,
      Catalog catalog,
      ReferenceRows references,
      PlanApprovers approvers,
      ShownWindow windows,
      ShownTickets tickets,
      PrincipalNames names,
      RoutedChats chats) {
    this.incidents = incidents;
    this.remediations = remediations;
    this.catalog = catalog;
    this.references = references;
    this.approvers = approvers;
    this.windows = windows;
    this.tickets = tickets;
    this.names = names;
    this.chats = chats.names();
  }

  /**
   * @param card the id of an incident or a remediation
   * @return empty where the views know none
   */
  public Optional<CardFace> of(String card, Buttons buttons, Instant at) {
    return card.startsWith("inc_")
        ? incident(card).map(it -> it.face(buttons))
        : remediations.find(card).map(row -> approval(row, at).face(buttons));
  }

  /** Who could approve the plan of a card now. */
  public List<PrincipalId> approvers(String card, Instant at) {
    return card.startsWith("inc_")
        ? List.of()
        : remediations.find(card).map(row -> approvers.of(row, at)).orElse(List.of());
  }

  private Optional<IncidentCard> incident(String id) {
    return incidents
        .find(id, 0)
        .map(
            found ->
                new IncidentCard(
                    found.incident(),
                    IncidentMeaning.of(found.incident(), catalog.topology()),
                    isOutdated(found),
                    links(id),
                    new TicketFacts(tickets.of(id), List.of()),
                    named(names.lookup())));
  }

  /** Whether it was handed over before its last diagnosis. */
  private static boolean isOutdated(IncidentInbox.Detail found) {
    var handed = found.incident().escalatedAt();
    var made = found.diagnoses();
    return handed != null && !made.isEmpty() && handed.isBefore(made.getLast().at());
  }

  /** What chats have of it is what is being looked at. */
  private List<Reference> links(String incident) {
    return references.of(new ReferenceHolder(incident)).stream()
        .map(ReferenceRows.Row::reference)
        .filter(it -> !chats.contains(it.system()))
        .toList();
  }

  private PlanCard approval(Remediations.Row row, Instant at) {
    var lookup = names.lookup();
    var detail = incidents.find(row.incident(), 0);
    var could =
        approvers.of(row, at).stream().map(it -> String.valueOf(lookup.orId(it.value()))).toList();
    return new PlanCard(
        row,
        detail
            .map(it -> IncidentMeaning.of(it.incident(), catalog.topology()).title())
            .orElse(row.incident()),
        detail.map(it -> evidence(it, row)).orElse(List.of()),
        could,
        windows.closed(row),
        tickets(row),
        named(lookup));
  }

  private TicketFacts tickets(Remediations.Row row) {
    var held = tickets.of(List.of(row.id(), row.incident()));
    return new TicketFacts(
        held.getOrDefault(row.id(), List.of()), held.getOrDefault(row.incident(), List.of()));
  }

  private static UnaryOperator<String> named(PrincipalNames.Lookup lookup) {
    return id -> String.valueOf(lookup.orId(id));
  }

  private static List<String> evidence(IncidentInbox.Detail incident, Remediations.Row row) {
    return PlanEvidence.of(incident, row.diagnosis()).stream().limit(EVIDENCE).toList();
  }
}
