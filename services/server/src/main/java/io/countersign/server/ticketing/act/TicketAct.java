package io.countersign.server.ticketing.act;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.ticketing.TicketEvent.CommentReceived;
import io.countersign.domain.ticketing.TicketLinkId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did on a ticket.
 *
 * @param by whose account it is
 * @param account by the system's own id
 * @param what the field, or what else it is
 * @param comment the comment's id there; empty for what isn't one
 * @param number of a field's change, among those of the field; 0 for what isn't one
 * @param shown the digest of the plan that it's about; null where it's about none
 */
public record TicketAct(
    TicketLinkId link,
    PrincipalId by,
    String account,
    String what,
    String comment,
    int number,
    @Nullable Digest shown) {
  public static TicketAct of(
      TicketLinkId link, PrincipalId by, String account, String what, int number) {
    return new TicketAct(link, by, account, what, "", number, null);
  }

  public static TicketAct of(TicketLinkId link, PrincipalId by, CommentReceived comment) {
    return new TicketAct(link, by, comment.account(), "comment", comment.comment(), 0, null);
  }

  /** The same, about a plan. */
  public TicketAct shown(Digest plan) {
    return new TicketAct(link, by, account, what, comment, number, plan);
  }

  /** By which it's done once. */
  String name() {
    var which = comment.isEmpty() ? account + " #" + number : comment;
    return link + " " + what + " " + which;
  }
}
