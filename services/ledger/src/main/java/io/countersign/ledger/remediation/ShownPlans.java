package io.countersign.ledger.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;

/**
 * The note of which plan was shown to whom, and when first: beside the record, as long as the plan
 * isn't over. What an approval rests on of it stands in the approval's own event.
 */
public final class ShownPlans {
  private final Transactions transactions;

  public ShownPlans(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Shown again it stays as it was, also where it's shown twice at once. */
  public void shown(String remediation, PrincipalId to, Digest plan, Instant at) {
    var _ =
        transactions.callAnew(
            sql ->
                sql.execute(
                    """
                    insert into plan_shown (remediation, principal, plan_digest, shown_at)
                    select ?, ?, ?, ?
                    where not exists (select from remediation_outcome where remediation = ?)
                    on conflict do nothing\
                    """,
                    remediation,
                    to,
                    plan,
                    at,
                    remediation));
  }
}
