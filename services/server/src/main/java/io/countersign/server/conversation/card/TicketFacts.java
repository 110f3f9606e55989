package io.countersign.server.conversation.card;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.server.incident.ticket.ShownTicket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tickets of a card's incident or plan, as its lines and buttons: the same words as elsewhere.
 *
 * @param own of what the card is about
 * @param incident of the incident that a plan is for; none on an incident's own card
 */
record TicketFacts(List<ShownTicket> own, List<ShownTicket> incident) {
  private static final String OPEN = "Open ";

  TicketFacts {
    own = List.copyOf(own);
    incident = List.copyOf(incident);
  }

  /** How each is, with what its system says of a change, and what nobody settled. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    own.forEach(it -> addAll(lines, it));
    incident.forEach(it -> lines.add("incident: " + head(it)));
    return lines;
  }

  private static void addAll(List<String> lines, ShownTicket ticket) {
    lines.add(head(ticket));
    var change = ticket.change();
    if (change != null) {
      lines.add(change.words());
      change.approvals().forEach(it -> lines.add(it.words()));
    }
    ticket.conflicts().forEach(it -> lines.add(unsettled(it)));
  }

  private static String head(ShownTicket ticket) {
    return called(ticket) + ": " + ticket.words();
  }

  private static String called(ShownTicket ticket) {
    return ticket.key() == null ? ticket.system() : ticket.system() + " " + ticket.key();
  }

  private static String unsettled(ShownTicket.Conflict it) {
    return "both sides changed %s: %s here, %s there; %s ours|theirs"
        .formatted(it.field(), orNothing(it.ours()), orNothing(it.theirs()), it.settle());
  }

  private static String orNothing(String value) {
    return value.isEmpty() ? "nothing" : value;
  }

  /** Those with an address that can be opened, the card's own first. */
  List<CardAction.OpenLink> links() {
    return Stream.concat(own.stream(), incident.stream())
        .flatMap(it -> link(it).stream())
        .distinct()
        .toList();
  }

  private static Optional<CardAction.OpenLink> link(ShownTicket ticket) {
    var url = ticket.url();
    if (url == null || !isOpenable(url)) {
      return Optional.empty();
    }
    var label = TextLimit.cut(OPEN + called(ticket), CardAction.MAX_LABEL);
    return Optional.of(new CardAction.OpenLink(label, url));
  }

  /** Another system's address: one that no chat opens is only missing as a button. */
  private static boolean isOpenable(String url) {
    try {
      var uri = URI.create(url);
      return url.length() <= CardAction.OpenLink.MAX_URL
          && uri.getHost() != null
          && String.valueOf(uri.getScheme()).matches("https?");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
