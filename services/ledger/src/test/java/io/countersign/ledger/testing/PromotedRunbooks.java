package io.countersign.ledger.testing;

import io.countersign.domain.planning.Plan;
import java.sql.SQLException;

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
  public static void promote(TestDatabase database, Plan plan) throws SQLException {
    var environment = plan.targets().getFirst().target().environment();
    try (var connection = database.connect();
        var statement = connection.prepareStatement(PROMOTE)) {
      statement.setString(1, plan.runbook() + " in " + environment);
      statement.setString(2, plan.runbook());
      statement.setString(3, plan.runbookDigest().hex());
      statement.setString(4, environment);
      statement.executeUpdate();
    }
  }
}
