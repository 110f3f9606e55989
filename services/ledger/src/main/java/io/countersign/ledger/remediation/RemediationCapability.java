package io.countersign.ledger.remediation;

import static java.util.Map.entry;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.autonomy.Autonomy;
import io.countersign.domain.remediation.autonomy.AutonomyEvent;
import io.countersign.domain.remediation.autonomy.AutonomyId;
import io.countersign.domain.remediation.autonomy.AutonomyNews;
import io.countersign.ledger.View;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import io.countersign.ledger.remediation.autonomy.AutonomyFactWriter;
import io.countersign.ledger.remediation.autonomy.AutonomyFactsProvider;
import io.countersign.ledger.remediation.autonomy.AutonomyKind;
import io.countersign.ledger.remediation.duration.StepDurationFactWriter;
import io.countersign.ledger.remediation.duration.StepDurationFactsProvider;
import io.countersign.ledger.remediation.replay.RecordedDecisions;
import java.util.List;
import java.util.Map;

/** The capability {@code remediation}: plans from their proposal until they are closed. */
public final class RemediationCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            RemediationEvent.class,
            Map.ofEntries(
                entry(RemediationEvent.Proposed.class, "remediation.proposed"),
                entry(RemediationEvent.PolicyEvaluated.class, "remediation.policy-evaluated"),
                entry(RemediationEvent.ApprovalRequested.class, "remediation.approval-requested"),
                entry(RemediationEvent.ApprovalExtended.class, "remediation.approval-extended"),
                entry(RemediationEvent.QuorumImpossible.class, "remediation.quorum-impossible"),
                entry(RemediationEvent.QuorumPossible.class, "remediation.quorum-possible"),
                entry(RemediationEvent.ApprovalReminded.class, "remediation.approval-reminded"),
                entry(RemediationEvent.ApprovalEscalated.class, "remediation.approval-escalated"),
                entry(RemediationEvent.ApprovalGranted.class, "remediation.approval-granted"),
                entry(RemediationEvent.ApprovalDenied.class, "remediation.approval-denied"),
                entry(RemediationEvent.ApprovalRevoked.class, "remediation.approval-revoked"),
                entry(RemediationEvent.QuorumShortened.class, "remediation.quorum-shortened"),
                entry(RemediationEvent.ShorteningReviewed.class, "remediation.shortening-reviewed"),
                entry(RemediationEvent.Approved.class, "remediation.approved"),
                entry(RemediationEvent.Expired.class, "remediation.expired"),
                entry(RemediationEvent.Withdrawn.class, "remediation.withdrawn"),
                entry(RemediationEvent.ExecutionStarted.class, "remediation.execution-started"),
                entry(RemediationEvent.StepStarted.class, "remediation.step-started"),
                entry(RemediationEvent.StepCompleted.class, "remediation.step-completed"),
                entry(RemediationEvent.StepFailed.class, "remediation.step-failed"),
                entry(RemediationEvent.StopRequested.class, "remediation.stop-requested"),
                entry(RemediationEvent.HeldUp.class, "remediation.held-up"),
                entry(RemediationEvent.ExecutionCurtailed.class, "remediation.execution-curtailed"),
                entry(RemediationEvent.VerificationPassed.class, "remediation.verification-passed"),
                entry(RemediationEvent.VerificationFailed.class, "remediation.verification-failed"),
                entry(RemediationEvent.RollbackStarted.class, "remediation.rollback-started"),
                entry(RemediationEvent.RolledBack.class, "remediation.rolled-back"),
                entry(RemediationEvent.Completed.class, "remediation.completed"),
                entry(RemediationEvent.DoubtSettled.class, "remediation.doubt-settled"),
                entry(RemediationEvent.AnsweredLate.class, "remediation.answered-late"),
                entry(RemediationEvent.AttemptRefused.class, "remediation.attempt-refused"))),
        new Events<>(
            AutonomyEvent.class,
            Map.of(
                AutonomyEvent.RunbookPromoted.class,
                "remediation.runbook-promoted",
                AutonomyEvent.RunbookDemoted.class,
                "remediation.runbook-demoted",
                AutonomyEvent.AttemptRefused.class,
                "remediation.autonomy-attempt-refused")),
        new Events<>(
            AutonomyNews.class,
            Map.of(AutonomyNews.PromotionEarned.class, "remediation.promotion-earned")));
  }

  @Override
  public List<Class<?>> sealedTypes() {
    return List.of(PolicyDecision.class, Remediation.class, Autonomy.class);
  }

  @Override
  public List<TextId<?>> textIds() {
    return List.of(
        new TextId<>(RemediationId.class, RemediationId::new),
        new TextId<>(AutonomyId.class, AutonomyId::new));
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(RemediationKind.KIND, AutonomyKind.KIND);
  }

  @Override
  public BatchParts batchParts(String quorum) {
    var publication = new PublicationFactsProvider(quorum);
    return BatchParts.of(
        List.of(
            new RemediationFactWriter(),
            publication,
            new IncidentRemedyFactWriter(),
            new LoopDueWriter(),
            new AutonomyFactWriter(),
            new StepDurationFactWriter()),
        List.of(
            new RemediationFactsProvider(),
            publication,
            new AutonomyFactsProvider(),
            new StepDurationFactsProvider()));
  }

  @Override
  public List<View> views() {
    return List.of(Remediations.view(), RecordedDecisions.view());
  }
}
