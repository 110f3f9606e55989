package io.countersign.ledger.remediation;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.Transactions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The decisions of policy that are on record, read page by page in their order. */
public final class RecordedDecisions {
  private static final int PAGE = 1_000;

  private static final String AFTER =
      "select "
          + EventReader.COLUMNS
          + " from event where payload_type = 'remediation.policy-evaluated'"
          + " and global_index > ? and global_index <= ? order by global_index limit "
          + PAGE;

  private static final String EXECUTED =
      "select from event where aggregate_id = ? and payload_type = 'remediation.execution-started'";

  private static final String INCIDENT =
      "select incident from remediation_incident where remediation = ?";

  /**
   * One of them.
   *
   * @param input what was looked at; null where it wasn't kept yet
   */
  public record Recorded(
      long position,
      RemediationId remediation,
      PolicyDecision decision,
      @Nullable PolicyInput input) {}

  private final Transactions transactions;
  private final EventReader reader = new EventReader();

  public RecordedDecisions(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Those at positions behind {@code after}, up to {@code through}; a page at a time is in memory.
   */
  public void forEach(long after, long through, Consumer<Recorded> each) {
    long position = after;
    boolean more = true;
    while (more) {
      long from = position;
      var page = transactions.call(sql -> reader.read(sql, AFTER, from, through));
      for (var event : page) {
        if (event.event() instanceof PolicyEvaluated it) {
          each.accept(new Recorded(event.position(), it.remediation(), it.decision(), it.input()));
        }
        position = event.position();
      }
      more = page.size() == PAGE;
    }
  }

  /** Whether a plan was ever begun to be carried out. */
  public boolean executed(RemediationId remediation) {
    return transactions.call(sql -> sql.exists(EXECUTED, remediation));
  }

  /** Empty where it isn't known. */
  public String incident(RemediationId remediation) {
    return transactions.call(
        sql -> sql.first(INCIDENT, row -> row.text("incident"), remediation).orElse(""));
  }
}
