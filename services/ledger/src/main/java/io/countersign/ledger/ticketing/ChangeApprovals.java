package io.countersign.ledger.ticketing;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Surface;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record of a change request's plan: who counts by it, and its end. Events are never behind.
 */
public final class ChangeApprovals {
  private static final String WORDS =
      """
      select %s from event
      where aggregate_id = ?
        and payload_type in ('remediation.approval-granted', 'remediation.approval-revoked')
      order by sequence_number\
      """
          .formatted(EventReader.COLUMNS);
  private static final String ENDS =
      """
      select %s from event
      where aggregate_id = ?
        and payload_type in (
          'remediation.completed', 'remediation.expired', 'remediation.withdrawn',
          'remediation.approval-denied')
      order by sequence_number limit 1\
      """
          .formatted(EventReader.COLUMNS);

  private final Transactions transactions;
  private final EventReader events = new EventReader();

  public ChangeApprovals(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Whose approvals of a plan count by what they said on its change request, and who took theirs
   * back, wherever.
   *
   * @param counted when each was taken
   * @param revoked when each last took it back
   */
  public record Standing(Map<PrincipalId, Instant> counted, Map<PrincipalId, Instant> revoked) {
    public static final Standing NONE = new Standing(Map.of(), Map.of());

    public Standing {
      counted = Map.copyOf(counted);
      revoked = Map.copyOf(revoked);
    }
  }

  /** However many there are. */
  public Standing of(TicketLinkId link) {
    var counted = new HashMap<PrincipalId, Instant>();
    var revoked = new HashMap<PrincipalId, Instant>();
    for (var recorded : read(WORDS, link.holder())) {
      if (recorded.event() instanceof RemediationEvent.ApprovalRevoked it) {
        counted.remove(it.by());
        revoked.put(it.by(), recorded.at());
      } else if (recorded.event() instanceof RemediationEvent.ApprovalGranted it) {
        if (isByTicket(recorded)) {
          counted.put(it.by(), recorded.at());
        } else {
          counted.remove(it.by());
        }
      }
    }
    return new Standing(counted, revoked);
  }

  /** When a remediation came to its end; empty while it didn't. */
  public Optional<Instant> endOf(TicketLinkId link) {
    return read(ENDS, link.holder()).stream().map(RecordedEvent::at).findFirst();
  }

  private List<RecordedEvent> read(String query, String aggregate) {
    return transactions.call(sql -> events.read(sql, query, aggregate));
  }

  private static boolean isByTicket(RecordedEvent recorded) {
    return recorded.metadata().getOrDefault("via", "").equalsIgnoreCase(Surface.TICKET.name());
  }
}
