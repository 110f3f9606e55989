package io.countersign.ledger.remediation;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.incident.course.RemedyPhase;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.NulPolicy;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The writer of {@code incident_remedy}: what an incident knows of its remedies. */
public final class IncidentRemedyFactWriter implements FactWriter {
  private static final String PROPOSED =
      """
      insert into incident_remedy (remediation, incident, ordinal, diagnosis, targets,
        stability_seconds, undoable, phase, stop_requested, refuted)
      select ?, ?, coalesce(max(ordinal), 0) + 1, ?, ?, ?, ?, ?, false, false
      from incident_remedy where incident = ?\
      """;
  private static final String ENDED =
      "update incident_remedy set phase = ?, ended_at = ?, because = ? where remediation = ?";

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof RemediationEvent it) {
      write(it, context.at(), sql);
    }
  }

  private static void write(RemediationEvent event, Instant at, SqlConnection sql) {
    switch (event) {
      case RemediationEvent.Proposed e -> proposed(e, sql);
      case RemediationEvent.ApprovalRequested e -> waiting(e, sql);
      case RemediationEvent.ApprovalExtended e -> waiting(e, sql);
      case RemediationEvent.ExecutionStarted e ->
          set(e, "phase = '" + RemedyPhase.RUNNING + "'", sql);
      case RemediationEvent.StopRequested e -> set(e, "stop_requested = true", sql);
      case RemediationEvent.VerificationPassed e -> set(e, "refuted = false", sql);
      case RemediationEvent.VerificationFailed e -> set(e, "refuted = true", sql);
      case RemediationEvent.ApprovalDenied e -> ended(e, RemedyPhase.DENIED, at, e.reason(), sql);
      case RemediationEvent.Expired e -> ended(e, RemedyPhase.EXPIRED, at, null, sql);
      case RemediationEvent.Withdrawn e -> ended(e, phase(e.reason()), at, e.because(), sql);
      case RemediationEvent.Completed e ->
          ended(e, phase(e.outcome()), at, e.detail().get("because"), sql);
      case RemediationEvent.PolicyEvaluated _,
          RemediationEvent.QuorumImpossible _,
          RemediationEvent.QuorumPossible _,
          RemediationEvent.ApprovalReminded _,
          RemediationEvent.ApprovalEscalated _,
          RemediationEvent.ApprovalGranted _,
          RemediationEvent.ApprovalRevoked _,
          RemediationEvent.QuorumShortened _,
          RemediationEvent.ShorteningReviewed _,
          RemediationEvent.Approved _,
          RemediationEvent.StepStarted _,
          RemediationEvent.StepCompleted _,
          RemediationEvent.StepFailed _,
          RemediationEvent.RollbackStarted _,
          RemediationEvent.RolledBack _,
          RemediationEvent.HeldUp _,
          RemediationEvent.ExecutionCurtailed _,
          RemediationEvent.DoubtSettled _,
          RemediationEvent.AnsweredLate _,
          RemediationEvent.AttemptRefused _ -> {}
    }
  }

  /** People were asked again after it had begun, and nothing was done yet. */
  private static void waiting(RemediationEvent event, SqlConnection sql) {
    set(event, "phase = '" + RemedyPhase.WAITING + "'", sql);
  }

  private static void proposed(RemediationEvent.Proposed e, SqlConnection sql) {
    var plan = e.plan();
    var incident = plan.incident().value();
    sql.execute(
        PROPOSED,
        e.remediation().value(),
        incident,
        e.diagnosis(),
        targets(plan),
        plan.probes().stream().mapToInt(Probe::stabilitySeconds).max().orElse(0),
        !plan.rollback().isEmpty(),
        RemedyPhase.WAITING.name(),
        incident);
  }

  private static String[] targets(Plan plan) {
    return plan.targets().stream()
        .map(state -> state.target().toString())
        .distinct()
        .sorted()
        .toArray(String[]::new);
  }

  private static void set(RemediationEvent event, String what, SqlConnection sql) {
    sql.execute(
        "update incident_remedy set " + what + " where remediation = ?",
        event.remediation().value());
  }

  private static void ended(
      RemediationEvent event,
      RemedyPhase phase,
      Instant at,
      @Nullable String because,
      SqlConnection sql) {
    sql.with(NulPolicy.DROP).execute(ENDED, phase, at, because, event.remediation());
  }

  private static RemedyPhase phase(Withdrawn.Reason reason) {
    return switch (reason) {
      case SUPERSEDED -> RemedyPhase.SUPERSEDED;
      case NO_LONGER_NEEDED -> RemedyPhase.NOT_NEEDED;
      case POLICY_FORBIDS -> RemedyPhase.FORBIDDEN;
      case DRIFTED, CONTENT_CHANGED, WINDOW_WIDENED -> RemedyPhase.DRIFTED;
    };
  }

  private static RemedyPhase phase(RemediationEvent.Completed.Outcome outcome) {
    return switch (outcome) {
      case VERIFIED -> RemedyPhase.VERIFIED;
      case ROLLED_BACK -> RemedyPhase.ROLLED_BACK;
      case ABANDONED -> RemedyPhase.ABANDONED;
    };
  }
}
