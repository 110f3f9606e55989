package io.countersign.server.ticketing.story;

import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.domain.Surface;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.ticketing.TicketEvent.CommentReceived;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.summary.EventSummary;
import io.countersign.server.ticketing.act.LinkedPeople;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The words in which a ticket is told of its incident's story, event by event. */
@Component
public final class Sayings {
  private final Ledger ledger;
  private final EventSummary summary;
  private final PrincipalNames names;
  private final LinkedPeople people;

  Sayings(Ledger ledger, EventSummary summary, PrincipalNames names, LinkedPeople people) {
    this.people = people;
    this.ledger = ledger;
    this.summary = summary;
    this.names = names;
  }

  /** What is to be said on a ticket, in the story's order. */
  public List<Saying> of(TicketLinkId link, List<IncidentTimeline.Entry> story) {
    var lookup = names.lookup();
    return story.stream()
        .filter(it -> TicketStories.isTold(link, it))
        .filter(it -> link.isIncident() || it.aggregate().equals(link.holder()))
        .filter(it -> !isFrom(it))
        .map(it -> new Saying("evt_" + it.position(), () -> text(it, lookup)))
        .toList();
  }

  /** What came from tickets isn't said to them again. */
  private static boolean isFrom(IncidentTimeline.Entry entry) {
    return entry.via().toUpperCase(Locale.ROOT).equals(Surface.TICKET.name());
  }

  private String text(IncidentTimeline.Entry entry, PrincipalNames.Lookup lookup) {
    if (entry.event() instanceof CommentReceived said) {
      return elsewhere(said, lookup).words();
    }
    var who = Objects.requireNonNullElse(lookup.orId(entry.actor()), entry.actor());
    return Quotation.of(
        PlainText.line(who) + " (" + entry.via().toLowerCase(Locale.ROOT) + ")",
        entry.at(),
        said(entry, lookup));
  }

  private RemarkElsewhere elsewhere(CommentReceived said, PrincipalNames.Lookup lookup) {
    var person = people.personOf(said.link().system(), said.account());
    return new RemarkElsewhere(
        said.link(),
        person.map(it -> lookup.orId(it.value())).orElse(null),
        ledger.ticket(said.link()).reference(),
        said.internal(),
        said.at(),
        ledger
            .blob(said.text())
            .map(it -> new String(it, StandardCharsets.UTF_8))
            .orElse("a comment that was erased"));
  }

  private String said(IncidentTimeline.Entry entry, PrincipalNames.Lookup lookup) {
    return entry.event() instanceof IncidentEvent.Noted noted
        ? ledger
            .blob(noted.note())
            .map(it -> new String(it, StandardCharsets.UTF_8))
            .orElse("a note that was erased")
        : lookup.named(summary.of(entry.event()));
  }
}
