package io.countersign.ledger.remediation;

import io.countersign.domain.Digest;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import javax.sql.DataSource;

/** The plans that wait for people, the longest waiting first. */
public final class ApprovalQueue {
  /**
   * One plan that waits.
   *
   * @param incidentTitle empty when the incident isn't known
   * @param risk {@code low}, {@code medium}, {@code high} or {@code critical}
   * @param approvals how many persons have approved so far, of {@code quorum}
   * @param escalated whether the widened roles may decide too
   */
  public record Waiting(
      String remediation,
      long position,
      String incident,
      String incidentTitle,
      String actionClass,
      String cause,
      Digest planDigest,
      String risk,
      int approvals,
      int quorum,
      Instant requestedAt,
      Instant expiresAt,
      boolean escalated) {}

  private static final String ROWS =
      """
      select r.*, coalesce(i.title, '') as title,
        (select count(*) from view_remediation_decision d
          where d.remediation_id = r.remediation_id and d.decision = 'APPROVED') as approvals
      from view_remediation r left join view_incident i using (incident_id)
      where r.state = 'AWAITING_APPROVAL' and r.position > ? order by r.position limit ?\
      """;

  private final ViewReader views;

  public ApprovalQueue(DataSource source) {
    views = new ViewReader(source);
  }

  /**
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Waiting> list(Page.Request request) {
    var found =
        views.read(query -> query.list(ROWS, ApprovalQueue::row, request.after(), request.probe()));
    return request.page(found, Waiting::position);
  }

  private static Waiting row(SqlRow row) {
    return new Waiting(
        row.text("remediation_id"),
        row.longValue("position"),
        row.text("incident_id"),
        row.text("title"),
        row.text("action_class"),
        row.text("cause"),
        new Digest(row.text("plan_digest")),
        row.text("risk"),
        row.intValue("approvals"),
        row.intValue("quorum"),
        row.instant("requested_at"),
        row.instant("expires_at"),
        row.flag("escalated"));
  }
}
