package io.countersign.ledger.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.access.Sight;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.ApprovalGrounds;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.ledger.View;
import io.countersign.ledger.access.SightCondition;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.QueryConditions;
import io.countersign.ledger.view.ViewQuery;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All remediations, newest first, each with everything that its card shows. */
public final class Remediations {
  /** The state that a list shows of a remediation. */
  public enum State {
    PROPOSED,
    AWAITING_APPROVAL,
    APPROVED,
    EXECUTING,
    VERIFYING,
    ROLLING_BACK,
    COMPLETED,
    ROLLED_BACK,
    ABANDONED,
    EXPIRED,
    DENIED,
    WITHDRAWN
  }

  /** The sorts of a person's decision. */
  public enum Decided {
    APPROVED,
    DENIED,
    REVOKED
  }

  /** The state of a step. */
  public enum StepState {
    PLANNED,
    STARTED,
    COMPLETED,
    FAILED,
    NOT_APPROVED
  }

  /** The remediations that are asked for; null means any. */
  public record Filter(@Nullable State state, @Nullable String incident) {
    public static final Filter ALL = new Filter(null, null);
  }

  /**
   * A person's last decision, and when it was made.
   *
   * @param grounds of an approval; null where nothing was kept
   */
  public record Word(
      String by, Instant at, Decided decision, String reason, @Nullable ApprovalGrounds grounds) {}

  /** The incident's commander let so few approvals suffice. */
  public record Shortening(String by, int quorum, String reason) {}

  /** The request for approval, and what happens if nobody decides. */
  public record Request(
      Instant requestedAt, Instant remindAt, Instant escalateAt, Instant expiresAt) {}

  /**
   * A step of the plan or of its rollback.
   *
   * @param attempt 0 before the first
   * @param code why the last attempt failed
   * @param gate the checks of the gate's second pass, just before its last sending; empty before
   *     it, and where none were kept
   */
  public record Step(
      PlannedStep planned,
      boolean rollback,
      StepState state,
      int attempt,
      @Nullable String code,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      List<GateCheck> gate) {
    public Step {
      gate = List.copyOf(gate);
    }
  }

  /** The verdict of telemetry afterwards. */
  public record Verification(boolean passed, List<ProbeReading> readings) {
    public Verification {
      readings = List.copyOf(readings);
    }
  }

  /**
   * One remediation.
   *
   * @param position where it was proposed
   * @param considered what else was thought of when it was proposed
   * @param policy what policy said; or asks for by now, where the request was extended
   * @param shortening null where nobody shortened the quorum
   * @param decisions each person's last word, oldest first
   * @param request null before approval was asked for
   * @param steps the plan's and then its rollback's, in order of execution
   * @param before the probes' readings just before execution
   * @param gate the checks of the gate's first pass; empty before it, and where none were kept
   * @param withdrawal why it isn't wanted any more
   * @param because how it came to its end, or what holds it up, in words
   * @param held targets that are held still, since what was begun may take effect late
   * @param shortfall who is missing where fewer people could approve than are asked for, in words;
   *     null where enough could, and where nobody is asked any more
   */
  public record Row(
      String id,
      long position,
      String incident,
      State state,
      int diagnosis,
      String proposer,
      Plan plan,
      Digest planDigest,
      ConsideredAlternatives considered,
      @Nullable PolicyDecision policy,
      @Nullable Shortening shortening,
      List<Word> decisions,
      @Nullable Request request,
      boolean reminded,
      boolean escalated,
      List<Step> steps,
      List<ProbeReading> before,
      List<GateCheck> gate,
      @Nullable Verification verification,
      @Nullable String stopRequestedBy,
      Instant proposedAt,
      @Nullable Instant closedAt,
      Withdrawn.@Nullable Reason withdrawal,
      @Nullable String because,
      List<String> held,
      @Nullable String shortfall) {
    public Row {
      held = List.copyOf(held);
      decisions = List.copyOf(decisions);
      steps = List.copyOf(steps);
      before = List.copyOf(before);
      gate = List.copyOf(gate);
    }

    /** The approvals that stand. */
    public List<Word> approvals() {
      return decisions.stream().filter(word -> word.decision() == Decided.APPROVED).toList();
    }
  }

  /** By what is blamed, or what its incident's alerts are about. */
  private static final String IN_SIGHT =
      SightCondition.of(
          "select m.entity from view_incident_alert m where m.incident_id = r.incident_id"
              + " union all select r.cause");

  private final ViewReader views;

  public Remediations(DataSource source) {
    views = new ViewReader(source);
  }

  /** The writer of what this reads. */
  public static View view() {
    return new RemediationsProjection();
  }

  /**
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Row> list(Filter filter, Page.Request request) {
    return list(filter, Sight.EVERYTHING, request);
  }

  /** Those that somebody may see. */
  public Page<Row> list(Filter filter, Sight sight, Page.Request request) {
    var where =
        new QueryConditions()
            .and("position < ?", request.before())
            .and("state = ?", filter.state())
            .and("incident_id = ?", filter.incident())
            .and(IN_SIGHT, SightCondition.value(sight));
    var sql =
        "select * from view_remediation r where " + where.sql() + " order by position desc limit ?";
    var found =
        views.read(query -> RemediationRows.read(query, sql, where.values(request.probe())));
    return request.page(found, Row::position);
  }

  /** Those with a step that was last started in this range of time (UTC), the newest 500. */
  public List<Row> acting(Instant from, Instant to) {
    var sql =
        """
        select * from view_remediation where remediation_id in (
          select remediation_id from view_remediation_step where started_at between ? and ?)
        order by position desc limit 500\
        """;
    return views.read(query -> RemediationRows.read(query, sql, from, to));
  }

  /** Those that hold targets after their end, the oldest 500. */
  public List<Row> inDoubt() {
    var sql = "select * from view_remediation where held is not null order by position limit 500";
    return views.read(query -> RemediationRows.read(query, sql));
  }

  /** Those that wait for more approvals than people could give, the oldest 500. */
  public List<Row> impossible() {
    var sql =
        """
        select * from view_remediation where state = 'AWAITING_APPROVAL' and shortfall is not null
        order by position limit 500\
        """;
    return views.read(query -> RemediationRows.read(query, sql));
  }

  /** Whether there is such a remediation for somebody. */
  public boolean exists(String remediation, Sight sight) {
    return views.read(query -> exists(remediation, sight, query));
  }

  private static boolean exists(String remediation, Sight sight, ViewQuery query) {
    var where =
        new QueryConditions()
            .and("r.remediation_id = ?", remediation)
            .and(IN_SIGHT, SightCondition.value(sight));
    return query.exists("select from view_remediation r where " + where.sql(), where.values());
  }

  public Optional<Row> find(String remediation) {
    return views.read(query -> find(remediation, query));
  }

  /** The same within a transaction. */
  public static Optional<Row> find(String remediation, ViewQuery query) {
    var sql = "select * from view_remediation where remediation_id = ?";
    return RemediationRows.read(query, sql, remediation).stream().findFirst();
  }

  /** What is within somebody's sight, within a transaction. */
  public static Optional<Row> find(String remediation, Sight sight, ViewQuery query) {
    return exists(remediation, sight, query) ? find(remediation, query) : Optional.empty();
  }
}
