package io.countersign.domain.remediation.course;

import java.time.Instant;

/** The turn that a remediation's loop takes next, by where it stands, with its reason. */
public sealed interface RemediationTurn {
  String reason();

  /** Policy has to speak. */
  record EvaluatePolicy(String reason) implements RemediationTurn {}

  /** Ask people, or go on without where policy allows it. */
  record RequestApproval(String reason) implements RemediationTurn {}

  /** People take their time; then something is due. */
  record AwaitDecision(Instant until, Due due, String reason) implements RemediationTurn {}

  /** Begin to execute what was approved. */
  record Execute(String reason) implements RemediationTurn {}

  /** Run the next step of the plan. */
  record RunStep(String reason) implements RemediationTurn {}

  /** Have telemetry say whether it helped. */
  record Verify(String reason) implements RemediationTurn {}

  /** Run the next step of the rollback, or prove it. */
  record RunRollback(String reason) implements RemediationTurn {}

  /** What is proved is completed. */
  record Finish(String reason) implements RemediationTurn {}

  /** It's closed. */
  record Over(String reason) implements RemediationTurn {}

  /** The deadlines of a request for approval. */
  enum Due {
    /** It's looked again whether enough people could approve. */
    REVIEW,
    REMINDER,
    ESCALATION,
    EXPIRY
  }
}
