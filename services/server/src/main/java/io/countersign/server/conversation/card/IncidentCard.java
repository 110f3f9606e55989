package io.countersign.server.conversation.card;

import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.connectors.spi.conversation.CardFact;
import io.countersign.domain.Reference;
import io.countersign.domain.alert.Severity;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.incident.IncidentInbox.State;
import io.countersign.server.incident.IncidentMeaning;
import io.countersign.server.summary.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The card that an incident's thread begins with: how it stands, what it means to users, and who
 * works on it.
 *
 * @param meaning as it's told everywhere
 * @param outdated whether the last diagnosis was made after a person was asked to take over
 * @param links to what other systems have of it
 * @param tickets of it in other systems
 */
record IncidentCard(
    IncidentInbox.Row row,
    IncidentMeaning meaning,
    boolean outdated,
    List<Reference> links,
    TicketFacts tickets,
    UnaryOperator<String> names) {
  private static final int SHOWN = 10;
  private static final int LINKS = 3;
  private static final int MOST_TEXT = 3000;
  private static final int MOST_TITLE = 150;

  CardFace face(Buttons buttons) {
    boolean open = row.state() == State.OPEN;
    var actions = new ArrayList<CardAction>();
    if (open) {
      actions.addAll(buttons.ofIncident(row.id(), row.acknowledgedBy() != null));
    }
    Stream.concat(
            tickets.links().stream(), links.stream().map(IncidentCard::link).filter(this::isNew))
        .limit(LINKS)
        .forEach(actions::add);
    return new CardFace(new Card(title(), tone(), text(), facts(), actions), !open);
  }

  /** A ticket may stand among the references, too. */
  private boolean isNew(CardAction.OpenLink link) {
    return tickets.links().stream().noneMatch(it -> it.url().equals(link.url()));
  }

  private String title() {
    return "%s, %s: %s".formatted(Phrases.plain(row.severity()), state(), meaning.title());
  }

  private String state() {
    return switch (row.state()) {
      case OPEN -> row.acknowledgedBy() == null ? "open" : "acknowledged";
      case RESOLVED, RECOVERED, MERGED -> Phrases.plain(row.state());
    };
  }

  private Card.Tone tone() {
    return switch (row.state()) {
      case RESOLVED, RECOVERED -> Card.Tone.SUCCESS;
      case MERGED -> Card.Tone.NEUTRAL;
      case OPEN -> row.severity() == Severity.CRITICAL ? Card.Tone.DANGER : Card.Tone.ATTENTION;
    };
  }

  private String text() {
    var lines = new ArrayList<String>();
    if (title().length() > MOST_TITLE) {
      lines.add(meaning.title()); // nowhere else is all of it
    }
    lines.add(meaning.impact());
    if (row.escalation() != null && row.state() == State.OPEN) {
      lines.add(handedOver());
    }
    if (row.mergedInto() != null) {
      lines.add("It goes on as " + row.mergedInto());
    }
    return FittedText.of(lines, MOST_TEXT, all()).text();
  }

  /** What a later diagnosis found goes before what was said without it. */
  private String handedOver() {
    if (!outdated) {
      return "A person has to take over: " + row.escalation();
    }
    return row.cause() == null
        ? "A person was asked to take over before the last diagnosis: " + row.escalation()
        : "A person was asked to take over before the last diagnosis, which found a cause.";
  }

  private List<CardFact> facts() {
    return Stream.of(
            new CardFact("Services", listed(row.entities())),
            new CardFact("Works on it", worker()),
            new CardFact("Alerts", row.firing() + " of " + row.alerts() + " fire"),
            new CardFact("Cause", cause()),
            new CardFact("Opened", Phrases.time(row.openedAt())),
            new CardFact("Closed", row.closedAt() == null ? "" : closed()),
            new CardFact("Plans", listed(row.remediations().reversed())),
            new CardFact("Tickets", ticketLines()),
            new CardFact("All of it", all()))
        .filter(it -> !it.value().isBlank())
        .toList();
  }

  private String ticketLines() {
    return FittedText.of(tickets.lines(), FittedText.FACT, all()).text();
  }

  private String all() {
    return "countersign incident " + row.id();
  }

  private static String listed(List<String> items) {
    return FittedText.list(items, SHOWN, FittedText.FACT).text();
  }

  private String worker() {
    var words = new ArrayList<String>();
    if (row.commander() != null) {
      words.add(names.apply(row.commander()) + " commands");
    }
    if (row.assignee() != null) {
      words.add(names.apply(row.assignee()) + " is assigned");
    }
    if (row.acknowledgedBy() != null) {
      words.add("acknowledged by " + names.apply(row.acknowledgedBy()));
    }
    var nobody = row.state() == State.OPEN ? "nobody yet" : "";
    return words.isEmpty() ? nobody : String.join(", ", words);
  }

  private String cause() {
    var cause = row.cause();
    if (cause == null) {
      return row.diagnosis() == 0 ? "" : "unknown, by diagnosis " + row.diagnosis();
    }
    var change = cause.change() == null ? "" : " (" + cause.change() + ")";
    return Phrases.plain(cause.kind()) + ": " + cause.entity() + change;
  }

  private String closed() {
    var at = row.closedAt() == null ? "" : Phrases.time(row.closedAt());
    if (row.remediedBy() != null) {
      return at + ", remedied by " + row.remediedBy();
    }
    return row.overriddenBy() == null
        ? at
        : at + ", unverified, by " + names.apply(row.overriddenBy());
  }

  private static CardAction.OpenLink link(Reference to) {
    var label = to.system() + " " + to.kind().toLowerCase(Locale.ROOT);
    return new CardAction.OpenLink(label.substring(0, Math.min(label.length(), 75)), to.url());
  }
}
