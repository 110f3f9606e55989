package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.FieldChange;
import io.countersign.connectors.spi.ticketing.PostedComment;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.Reference;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.domain.ticketing.TicketSight;
import io.countersign.ledger.Blob;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.side.FieldWord;
import io.countersign.server.web.BlobFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** One reading of a ticket, in our names of fields. */
final class TicketReading {
  /**
   * What was read.
   *
   * @param blobs the comments' texts, which the sight refers to
   */
  record Read(TicketSight sight, List<Blob> blobs) {}

  private final Ticketing ticketing;
  private final TicketLinkId link;
  private final TicketRule rule;

  TicketReading(Ticketing ticketing, TicketLinkId link, TicketRule rule) {
    this.ticketing = ticketing;
    this.link = link;
    this.rule = rule;
  }

  Outcome<Read> of(Reference reference) {
    return ticketing
        .read(reference)
        .then(
            ticket ->
                ticketing
                    .comments(ticket.reference())
                    .then(comments -> ticketing.self().then(self -> read(ticket, comments, self))));
  }

  /** One whose history can't be read isn't looked at: our own changes would pass for somebody's. */
  private Outcome<Read> read(Ticket ticket, List<PostedComment> comments, TicketUser self) {
    return ticketing
        .history(ticket.reference(), Instant.EPOCH)
        .then(told -> Outcome.ok(read(ticket, told, comments, self)));
  }

  private Read read(
      Ticket ticket, List<FieldChange> told, List<PostedComment> comments, TicketUser self) {
    var fields = new HashMap<String, String>();
    for (var mapping : rule.fields()) {
      fields.put(mapping.rule().field(), FieldWord.of(link, value(ticket, mapping)));
    }
    var blobs = new ArrayList<Blob>();
    var said = new ArrayList<TicketSight.Comment>();
    for (var it : comments) {
      var blob = BlobFactory.text(TextRedaction.text(it.text()));
      blobs.add(blob);
      boolean internal = it.visibility() == Visibility.INTERNAL;
      said.add(
          new TicketSight.Comment(
              it.reference().id(), it.key(), it.author().id(), internal, blob.ref(), it.at()));
    }
    return new Read(
        new TicketSight(
            ticket.reference(),
            fields,
            changes(ticket, told),
            said,
            self.id(),
            ticket.mergedInto()),
        blobs);
  }

  static String value(Ticket ticket, TicketRule.Mapping mapping) {
    return mapping.remote().equals(FieldRule.STATE)
        ? ticket.state().name()
        : ticket.fields().getOrDefault(mapping.remote(), "");
  }

  private List<TicketSight.Change> changes(Ticket ticket, List<FieldChange> told) {
    var changes = new ArrayList<TicketSight.Change>();
    for (var mapping : rule.fields()) {
      told.stream()
          .filter(it -> isOf(mapping, it))
          .forEach(
              it ->
                  changes.add(
                      new TicketSight.Change(
                          mapping.rule().field(),
                          FieldWord.of(link, from(mapping, it)),
                          FieldWord.of(link, to(ticket, mapping, it)),
                          it.by().id(),
                          it.at())));
    }
    return changes;
  }

  private static boolean isOf(TicketRule.Mapping mapping, FieldChange change) {
    return change.field().equals(mapping.remote())
        || (mapping.remote().equals(FieldRule.STATE) && change.field().equals("status"));
  }

  /** A word that isn't the name of a state isn't one to compare: it isn't told. */
  private static String from(TicketRule.Mapping mapping, FieldChange change) {
    boolean isWord = mapping.remote().equals(FieldRule.STATE) && change.field().equals("status");
    return isWord ? "" : change.from();
  }

  /** Histories tell a state by the system's word for it. */
  private static String to(Ticket ticket, TicketRule.Mapping mapping, FieldChange change) {
    return mapping.remote().equals(FieldRule.STATE) && change.to().equals(ticket.status())
        ? ticket.state().name()
        : change.to();
  }
}
