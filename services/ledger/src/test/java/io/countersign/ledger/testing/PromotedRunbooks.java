package io.countersign.ledger.testing;

import io.countersign.domain.planning.Plan;
import io.countersign.ledger.Ledger;

/** Runbooks that may run unattended, as if two persons had promoted them just now. */
public final class PromotedRunbooks {
  private static final String PROMOTE =
      """
      insert into runbook_promotion (autonomy, runbook, content, environment, ends_at, promoted_at,
        promoted_by, confirmed_by)
      values (?, ?, ?, ?, timestamptz '2100-01-01', timestamptz '2026-01-01', 'p_one', 'p_two')
      on conflict (autonomy) do update set ended_at = null, ended_by = null, reason = null\
      """;

  private PromotedRunbooks() {}

  /** That of the plan, in the environment of its first target, whatever had ended it. */
  public static void promote(Ledger ledger, Plan plan) {
    var environment = plan.targets().getFirst().target().environment();
    ledger
        .transactions()
        .call(
            sql ->
                sql.execute(
                    PROMOTE,
                    plan.runbook() + " in " + environment,
                    plan.runbook(),
                    plan.runbookDigest().hex(),
                    environment));
  }
}
