package io.countersign.ledger.remediation;

import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * Every incident and remediation that isn't closed, with the time at which something should happen
 * to it: what the sweep of invariant 17 starts or pokes. It doesn't decide what; the loop asks the
 * ledger.
 */
public final class OpenLoops {
  /** The sort of a loop. */
  public enum Kind {
    INCIDENT,
    REMEDIATION
  }

  /**
   * One open loop.
   *
   * @param id of the incident or remediation
   * @param dueAt for a waiting approval its next deadline; else when the loop was last touched, as
   *     it should have gone on since
   */
  public record Loop(Kind kind, String id, Instant dueAt) {}

  private static final String DUE =
      """
      select kind, id, due_at from (
        select 'INCIDENT' as kind, incident_id as id, position, touched_at as due_at
        from view_incident where state = 'OPEN'
        union all
        select 'REMEDIATION', remediation_id, position,
          case
            when state <> 'AWAITING_APPROVAL' then touched_at
            when reminded and escalated then expires_at
            when reminded then least(escalate_at, expires_at)
            when escalated then least(remind_at, expires_at)
            else least(remind_at, escalate_at, expires_at)
          end
        from view_remediation where closed_at is null) open
      where due_at <= ? order by due_at, position\
      """;

  private final ViewReader views;

  public OpenLoops(DataSource source) {
    views = new ViewReader(source);
  }

  /** The loops whose due time has come, the longest overdue first. */
  public List<Loop> dueBefore(Instant at) {
    return views.read(
        query ->
            query.list(
                DUE,
                row ->
                    new Loop(
                        row.constant("kind", Kind.class), row.text("id"), row.instant("due_at")),
                at));
  }
}
