package io.countersign.server.conversation.card;

import io.countersign.domain.Event;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationEvent;

/** The steps of a story: those that its thread tells a line of, and those that people wait for. */
public final class ThreadLines {
  private ThreadLines() {}

  /** Whether there is a line of it. */
  public static boolean isStep(Event event) {
    return switch (event) {
      case RefusalEvent _ -> false;
      case IncidentEvent it -> isStep(it);
      case RemediationEvent it -> isStep(it);
      case BreakGlassEvent _ -> true;
      default -> false;
    };
  }

  /** Whether there is a line of it, or may be by what somebody wrote. */
  public static boolean mayBeStep(Event event) {
    return event instanceof IncidentEvent.Noted || isStep(event);
  }

  private static boolean isStep(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.Merged _,
          IncidentEvent.DiagnosisMade _,
          IncidentEvent.Escalated _,
          IncidentEvent.Acknowledged _,
          IncidentEvent.Assigned _,
          IncidentEvent.PrioritySet _,
          IncidentEvent.CommanderAssigned _,
          IncidentEvent.CommanderStoodDown _,
          IncidentEvent.Recovered _,
          IncidentEvent.Resolved _,
          IncidentEvent.Reopened _,
          IncidentEvent.Reviewed _ ->
          true;
      case IncidentEvent.Opened _,
          IncidentEvent.AlertAttached _,
          IncidentEvent.EvidenceGathered _,
          IncidentEvent.WorkFailed _,
          IncidentEvent.WorkResumed _,
          IncidentEvent.Noted _,
          IncidentEvent.AttemptRefused _ ->
          false;
    };
  }

  private static boolean isStep(RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.PolicyEvaluated _,
          RemediationEvent.ApprovalReminded _,
          RemediationEvent.StepStarted _,
          RemediationEvent.ShorteningReviewed _,
          RemediationEvent.AttemptRefused _ ->
          false;
      case RemediationEvent.Proposed _,
          RemediationEvent.ApprovalRequested _,
          RemediationEvent.ApprovalExtended _,
          RemediationEvent.QuorumImpossible _,
          RemediationEvent.QuorumPossible _,
          RemediationEvent.ApprovalEscalated _,
          RemediationEvent.ApprovalGranted _,
          RemediationEvent.ApprovalDenied _,
          RemediationEvent.ApprovalRevoked _,
          RemediationEvent.QuorumShortened _,
          RemediationEvent.Approved _,
          RemediationEvent.Expired _,
          RemediationEvent.Withdrawn _,
          RemediationEvent.ExecutionStarted _,
          RemediationEvent.StepCompleted _,
          RemediationEvent.StepFailed _,
          RemediationEvent.StopRequested _,
          RemediationEvent.HeldUp _,
          RemediationEvent.ExecutionCurtailed _,
          RemediationEvent.VerificationPassed _,
          RemediationEvent.VerificationFailed _,
          RemediationEvent.RollbackStarted _,
          RemediationEvent.RolledBack _,
          RemediationEvent.Completed _,
          RemediationEvent.DoubtSettled _,
          RemediationEvent.AnsweredLate _ ->
          true;
    };
  }

  /**
   * Whether somebody has just decided or waits for it, so that cards show it at once. What follows
   * by itself, such as steps and alerts that join, is gathered.
   */
  public static boolean isAwaited(Event event) {
    return switch (event) {
      case RefusalEvent _ -> false;
      case IncidentEvent.Acknowledged _,
          IncidentEvent.Assigned _,
          IncidentEvent.PrioritySet _,
          IncidentEvent.CommanderAssigned _,
          IncidentEvent.CommanderStoodDown _,
          IncidentEvent.Escalated _,
          IncidentEvent.Merged _,
          IncidentEvent.Recovered _,
          IncidentEvent.Resolved _,
          IncidentEvent.Reopened _ ->
          true;
      case RemediationEvent.ApprovalRequested _,
          RemediationEvent.ApprovalExtended _,
          RemediationEvent.ApprovalGranted _,
          RemediationEvent.ApprovalDenied _,
          RemediationEvent.ApprovalRevoked _,
          RemediationEvent.QuorumShortened _,
          RemediationEvent.Approved _,
          RemediationEvent.Expired _,
          RemediationEvent.Withdrawn _,
          RemediationEvent.StopRequested _,
          RemediationEvent.Completed _ ->
          true;
      default -> false;
    };
  }
}
