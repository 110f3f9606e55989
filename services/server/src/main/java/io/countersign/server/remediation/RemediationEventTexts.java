package io.countersign.server.remediation;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.server.diagnosis.ProbeReadingText;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The texts of what happens to remediations. */
@Component
final class RemediationEventTexts implements EventTexts<RemediationEvent> {
  @Override
  public Class<RemediationEvent> vocabulary() {
    return RemediationEvent.class;
  }

  @Override
  public String text(RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.Proposed e ->
          "Proposed: " + steps(e.plan().steps()) + ", because of " + e.plan().cause();
      case RemediationEvent.PolicyEvaluated e -> policy(e.decision());
      case RemediationEvent.ApprovalRequested e ->
          "Approval requested from "
              + Phrases.roles(e.approval().roles())
              + ": "
              + Phrases.counted(e.approval().quorum(), "person")
              + " until "
              + Phrases.time(e.expiresAt());
      case RemediationEvent.ApprovalExtended e ->
          "More approval is asked for: "
              + Phrases.counted(e.approval().quorum(), "person")
              + " of "
              + Phrases.roles(e.approval().roles())
              + ("; of those given count: " + e.standing().size());
      case RemediationEvent.QuorumImpossible e ->
          "Approval is impossible by now: " + e.shortfall().text();
      case RemediationEvent.QuorumPossible _ -> "Enough people could approve again";
      case RemediationEvent.ApprovalReminded _ -> "Approvers were reminded";
      case RemediationEvent.ApprovalEscalated e -> escalated(e);
      case RemediationEvent.ApprovalGranted e ->
          "Approved by "
              + e.by()
              + byBreakGlass(e.grounds() == null ? null : e.grounds().breakGlass())
              + (e.conditions() == null ? "" : ", " + String.join(", ", e.conditions().lines()))
              + Phrases.reason(e.reason());
      case RemediationEvent.ApprovalDenied e -> "Denied by " + e.by() + Phrases.reason(e.reason());
      case RemediationEvent.ApprovalRevoked e ->
          "Approval revoked by " + e.by() + Phrases.reason(e.reason());
      case RemediationEvent.ShorteningReviewed e ->
          "The shortened quorum was reviewed by %s, who holds it %s: %s"
              .formatted(e.by(), e.justified() ? "justified" : "unjustified", e.note());
      case RemediationEvent.QuorumShortened e ->
          "%s, who commands the incident, let %s suffice%s"
              .formatted(
                  e.by(), Phrases.counted(e.quorum(), "approval"), Phrases.reason(e.reason()));
      case RemediationEvent.Approved e ->
          e.by().isEmpty()
              ? "Approved by policy"
              : "Approval is complete: " + Phrases.counted(e.by().size(), "person");
      case RemediationEvent.Expired _ ->
          "It wasn't approved and begun in time: the request expired";
      case RemediationEvent.Withdrawn e ->
          "Withdrawn (" + Phrases.plain(e.reason()) + ")" + Phrases.reason(e.because());
      case RemediationEvent.ExecutionStarted e ->
          "Execution started%s; the fault is still there%s"
              .formatted(byBreakGlass(e.breakGlass()), ProbeReadingText.of(e.before()));
      case RemediationEvent.StepStarted e ->
          step(e.step(), e.rollback()) + " started on " + e.observed().target().name();
      case RemediationEvent.StepCompleted e ->
          step(e.step(), e.rollback()) + " done on " + e.after().target().name();
      case RemediationEvent.StepFailed e ->
          step(e.step(), e.rollback())
              + " failed ("
              + e.code()
              + (e.again() ? "); it will be tried again" : ")");
      case RemediationEvent.StopRequested e ->
          "Stop requested by " + e.by() + Phrases.reason(e.reason());
      case RemediationEvent.HeldUp e -> "Held up: " + e.reason();
      case RemediationEvent.ExecutionCurtailed e ->
          "Not approved, and left undone: %s; what was done is verified"
              .formatted(
                  e.leftOut().stream().map(it -> "step " + it).collect(Collectors.joining(", ")));
      case RemediationEvent.VerificationPassed e ->
          "Verified: telemetry shows the fault gone" + ProbeReadingText.of(e.after());
      case RemediationEvent.VerificationFailed e ->
          "Verification failed: the fault is still there" + ProbeReadingText.of(e.after());
      case RemediationEvent.RollbackStarted e -> "Undoing it" + Phrases.reason(e.because());
      case RemediationEvent.RolledBack _ -> "Undone: the targets are as they were before";
      case RemediationEvent.Completed e -> completed(e.outcome()) + mayStill(e.held());
      case RemediationEvent.DoubtSettled e ->
          "What was in doubt %s, by %s: its targets are free again%s"
              .formatted(
                  switch (e.effect()) {
                    case OCCURRED -> "took effect";
                    case ABSENT -> "didn't take effect";
                  },
                  e.by(),
                  Phrases.reason(e.reason()));
      case RemediationEvent.AnsweredLate e -> e.reason() + held(e.held());
      case RemediationEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }

  private static String escalated(RemediationEvent.ApprovalEscalated e) {
    var who =
        Stream.of(
                e.roles().isEmpty() ? "" : Phrases.roles(e.roles()),
                e.groups() == null
                    ? ""
                    : "members of " + String.join(", ", new TreeSet<>(e.groups())))
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" and "));
    return "Nobody has decided: "
        + (who.isEmpty() ? "the same people are asked again" : who + " may decide too")
        + (e.nextAt() == null ? "" : "; the next step is at " + Phrases.time(e.nextAt()));
  }

  private static String policy(PolicyDecision decision) {
    var rules = String.join(", ", decision.rules());
    return switch (decision) {
      case PolicyDecision.Allowed _ -> "Policy lets it run by itself (" + rules + ")";
      case PolicyDecision.Forbidden e -> "Policy forbids it (" + rules + "): " + e.because();
      case PolicyDecision.NeedsApproval e ->
          "Policy wants "
              + Phrases.counted(e.approval().quorum(), "approval")
              + ", risk "
              + e.approval().risk()
              + " ("
              + rules
              + ")";
    };
  }

  private static String completed(RemediationEvent.Completed.Outcome outcome) {
    return switch (outcome) {
      case VERIFIED -> "Remediation completed and verified";
      case ROLLED_BACK -> "Remediation ended: it was rolled back";
      case ABANDONED -> "Remediation abandoned: a person must take over";
    };
  }

  private static String mayStill(List<EntityId> held) {
    return held.isEmpty()
        ? ""
        : "; a step may still take effect on "
            + names(held)
            + ", which stays held until somebody settles that";
  }

  private static String held(List<EntityId> held) {
    return held.isEmpty()
        ? ""
        : "; " + names(held) + " is held again until somebody has looked and settled it";
  }

  private static String names(List<EntityId> targets) {
    return targets.stream().map(EntityId::name).collect(Collectors.joining(", "));
  }

  private static String steps(List<PlannedStep> steps) {
    return steps.stream()
        .map(step -> step.action() + " " + step.target().name())
        .collect(Collectors.joining(", then "));
  }

  private static String byBreakGlass(@Nullable BreakGlassId it) {
    return it == null ? "" : " by break-glass " + it;
  }

  private static String step(int number, boolean rollback) {
    return (rollback ? "Undoing step " : "Step ") + number;
  }
}
