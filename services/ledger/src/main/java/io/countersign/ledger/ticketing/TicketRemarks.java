package io.countersign.ledger.ticketing;

import io.countersign.domain.BlobRef;
import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The comments of people whom nobody knows here, from the record. */
public final class TicketRemarks {
  /** So many of the last ones are shown: whoever writes more drowns nobody else. */
  private static final int MOST = 10;

  private static final String COMMENTS =
      """
      select %s from event
      where aggregate_id = ?
        and payload_type in ('ticketing.comment-received', 'ticketing.comment-taken')
      order by sequence_number desc limit 200\
      """
          .formatted(EventReader.COLUMNS);

  private final Transactions transactions;
  private final EventReader events = new EventReader();

  public TicketRemarks(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * One comment.
   *
   * @param account by the system's own id
   * @param internal whether it's kept from who raised the ticket
   */
  public record Remark(String account, boolean internal, Instant at, BlobRef text) {}

  /** The last ones, the oldest of them first. */
  public List<Remark> last(TicketLinkId link) {
    var newestFirst = transactions.call(sql -> events.read(sql, COMMENTS, link.aggregate()));
    var shownOnly = new HashSet<String>();
    var found = new ArrayList<Remark>();
    for (var recorded : newestFirst) {
      if (recorded.event() instanceof TicketEvent.CommentTaken taken && !taken.byPerson()) {
        shownOnly.add(taken.comment());
      } else if (recorded.event() instanceof TicketEvent.CommentReceived it
          && shownOnly.contains(it.comment())
          && found.size() < MOST) {
        found.add(new Remark(it.account(), it.internal(), it.at(), it.text()));
      }
    }
    return found.reversed();
  }
}
