package io.countersign.ledger.emergency;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.IndependentReview;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.List;

/** The table of emergencies, whose reviews are owed alike: break-glass and shortened quorums. */
public record EmergencyTable(SqlConnection sql) {
  /**
   * A commander has shortened the quorum of a remediation; once more, it's to be reviewed anew. Who
   * began it stays, and whoever did so since stands for it too.
   */
  public void shortened(
      String remediation, IncidentId incident, PrincipalId by, String reason, Instant at) {
    sql.execute(
        """
        insert into emergency (subject, incident, opener, standing, reason, opened_at, review_by)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (subject) do update set
          standing = array(select distinct unnest(emergency.standing || excluded.standing) order by 1),
          reason = emergency.reason || '; ' || excluded.reason,
          review_by = case when emergency.reviewed_at is null then emergency.review_by
                           else excluded.review_by end,
          reviewed_at = null\
        """,
        remediation,
        incident,
        by,
        new String[] {by.value()},
        reason,
        at,
        at.plus(IndependentReview.WITHIN));
  }

  /** Somebody approved a remediation by break-glass. */
  public void used(BreakGlassId breakGlass, String remediation, PrincipalId approver, Instant at) {
    sql.execute(
        """
        insert into emergency_use (subject, remediation, approver, at) values (?, ?, ?, ?)
        on conflict do nothing\
        """,
        breakGlass,
        remediation,
        approver,
        at);
  }

  /** The gate let a remediation through by break-glass; those who approved it used it as well. */
  public void passed(
      BreakGlassId breakGlass, String remediation, List<PrincipalId> approvers, Instant at) {
    sql.execute(
        """
        insert into emergency_pass (subject, remediation, at) values (?, ?, ?)
        on conflict do nothing\
        """,
        breakGlass,
        remediation,
        at);
    approvers.forEach(it -> used(breakGlass, remediation, it, at));
  }

  /**
   * @param complete whether nobody else has to
   */
  public void reviewed(
      String subject,
      PrincipalId by,
      boolean justified,
      String note,
      Instant at,
      boolean complete) {
    sql.execute(
        """
        insert into emergency_review (subject, reviewer, justified, note, at) values (?, ?, ?, ?, ?)
        on conflict (subject, reviewer) do update set justified = excluded.justified,
          note = excluded.note, at = excluded.at\
        """,
        subject,
        by,
        justified,
        note,
        at);
    if (complete) {
      sql.execute("update emergency set reviewed_at = ? where subject = ?", at, subject);
    }
  }
}
