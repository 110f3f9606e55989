package io.countersign.ledger.remediation;

import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;

/** The actions on targets lately, as the facts say: all of them, as of now. */
public final class TargetActions {
  private static final String OTHERS =
      "select count(*) as many from target_action where target = ? and acted_at > ?"
          + " and remediation <> ?";

  private final Transactions transactions;

  public TargetActions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** How many remediations but this one began a step on the target since then. */
  public int others(EntityId target, String remediation, Instant since) {
    return transactions.call(
        sql ->
            sql.first(OTHERS, row -> (int) row.longValue("many"), target, since, remediation)
                .orElse(0));
  }
}
