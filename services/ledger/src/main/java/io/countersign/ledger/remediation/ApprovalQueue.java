package io.countersign.ledger.remediation;

import io.countersign.domain.Digest;
import io.countersign.ledger.view.ColumnValues;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.ViewReader;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        views.read(look -> look.list(ROWS, ApprovalQueue::row, request.after(), request.probe()));
    return request.page(found, Waiting::position);
  }

  private static Waiting row(ResultSet row) throws SQLException {
    return new Waiting(
        row.getString("remediation_id"),
        row.getLong("position"),
        row.getString("incident_id"),
        row.getString("title"),
        row.getString("action_class"),
        row.getString("cause"),
        new Digest(row.getString("plan_digest")),
        row.getString("risk"),
        row.getInt("approvals"),
        row.getInt("quorum"),
        ColumnValues.instant(row, "requested_at"),
        ColumnValues.instant(row, "expires_at"),
        row.getBoolean("escalated"));
  }
}
