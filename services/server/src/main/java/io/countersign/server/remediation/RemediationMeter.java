package io.countersign.server.remediation;

import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.ApprovalQueue;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.metrics.EventMeter;
import io.countersign.server.web.ParameterParsing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The counters of remediations, the timer of their approval, and the gauge of what waits. */
@Component
final class RemediationMeter implements EventMeter<RemediationEvent> {
  private final MeterRegistry registry;
  private final Remediations remediations;

  RemediationMeter(MeterRegistry registry, Remediations remediations, ApprovalQueue approvals) {
    this.registry = registry;
    this.remediations = remediations;
    registry.gauge("countersign.approvals.waiting", approvals, RemediationMeter::waiting);
  }

  /** At most a page is counted; more than that is too many, whatever the number. */
  private static double waiting(ApprovalQueue approvals) {
    return approvals.list(new Page.Request(null, Page.MOST)).items().size();
  }

  @Override
  public Class<RemediationEvent> vocabulary() {
    return RemediationEvent.class;
  }

  @Override
  public void count(RemediationEvent event, RecordedEvent recorded) {
    switch (event) {
      case RemediationEvent.Proposed _ -> outcome("proposed");
      case RemediationEvent.Completed e -> outcome(ParameterParsing.lower(e.outcome()));
      case RemediationEvent.Expired _ -> outcome("expired");
      case RemediationEvent.Withdrawn _ -> outcome("withdrawn");
      case RemediationEvent.ApprovalGranted e ->
          decided(e.remediation().value(), "approved", recorded.at());
      case RemediationEvent.ApprovalDenied e ->
          decided(e.remediation().value(), "denied", recorded.at());
      case RemediationEvent.PolicyEvaluated _,
          RemediationEvent.ApprovalRequested _,
          RemediationEvent.ApprovalExtended _,
          RemediationEvent.QuorumImpossible _,
          RemediationEvent.QuorumPossible _,
          RemediationEvent.ApprovalReminded _,
          RemediationEvent.ApprovalEscalated _,
          RemediationEvent.ApprovalRevoked _,
          RemediationEvent.QuorumShortened _,
          RemediationEvent.ShorteningReviewed _,
          RemediationEvent.Approved _,
          RemediationEvent.ExecutionStarted _,
          RemediationEvent.StepStarted _,
          RemediationEvent.StepCompleted _,
          RemediationEvent.StepFailed _,
          RemediationEvent.HeldUp _,
          RemediationEvent.ExecutionCurtailed _,
          RemediationEvent.DoubtSettled _,
          RemediationEvent.AnsweredLate _,
          RemediationEvent.StopRequested _,
          RemediationEvent.VerificationPassed _,
          RemediationEvent.VerificationFailed _,
          RemediationEvent.RollbackStarted _,
          RemediationEvent.RolledBack _,
          RemediationEvent.AttemptRefused _ -> {}
    }
  }

  private void outcome(String outcome) {
    registry.counter("countersign.remediations", "outcome", outcome).increment();
  }

  private void decided(String remediation, String decision, Instant at) {
    registry.counter("countersign.decisions", "decision", decision).increment();
    remediations
        .find(remediation)
        .flatMap(it -> Optional.ofNullable(it.request()))
        .map(it -> Duration.between(it.requestedAt(), at))
        .ifPresent(it -> registry.timer("countersign.decision").record(it));
  }
}
