package io.countersign.domain.remediation.course;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.StepAttempt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next thing to do in a turn of a remediation, with its reason. */
public sealed interface RemediationStep {
  String reason();

  /** The end of a turn. */
  sealed interface End extends RemediationStep {}

  /** Go on at once from where the record says that it stands by now. */
  record Proceed(String reason) implements End {}

  /** The same again then. */
  record Retry(Instant until, String reason) implements End {}

  /** The same again then, since what is needed couldn't be asked or done. */
  record Unanswered(Instant until, String reason) implements End {}

  /** A question to the world outside: its answer decides how this turn goes on. */
  sealed interface Question extends RemediationStep {}

  /** Read the plan's targets, with the fields that the plan holds. */
  record ReadTargets(String reason) implements Question {}

  /** Ask whether all targets are open, for as long as the plan may take. */
  record LookAtWindow(String reason) implements Question {}

  /** Read the target of one step, with all its fields. */
  record ReadTarget(PlannedStep step, String reason) implements Question {}

  /** Ask what would run for each step of the plan, forward and back. */
  record ReadContent(String reason) implements Question {}

  /** Ask what would run for one step of the way back; the others are past or not needed. */
  record ReadStepContent(PlannedStep step, String reason) implements Question {}

  /** Measure the plan's probes as of an instant. */
  record MeasureProbes(Instant at, String reason) implements Question {}

  /** Look whether the effect of an attempt took place whose result isn't known. */
  record ReadBack(PlannedStep step, StepAttempt attempt, String reason) implements Question {}

  /**
   * Have the effect.
   *
   * @param key names the attempt
   * @param before the target just before it was first sent
   * @param deadline by the database's clock; after it no answer is waited for, and the target may
   *     drop what comes late
   */
  record Perform(
      PlannedStep step, String key, ObservedTarget before, Instant deadline, String reason)
      implements Question {}

  /** A command whose refusal decides how the turn goes on. */
  sealed interface Gated extends RemediationStep {}

  /** The gate's first pass, by what would run and by what was just read and measured. */
  record StartExecution(
      Digest planDigest, List<TargetState> observed, List<ProbeReading> before, String reason)
      implements Gated {
    public StartExecution {
      observed = List.copyOf(observed);
      before = List.copyOf(before);
    }
  }

  /**
   * The gate's second pass: the intent is on record before the effect.
   *
   * @param planDigest of the plan with what would run now
   * @param deadline counted from before that: a sender that was held up must not send late
   * @param doubtful the attempt in doubt that is sent again under its key; null for a new one
   */
  record StartStep(
      PlannedStep step,
      String key,
      Digest planDigest,
      ObservedTarget observed,
      Instant deadline,
      @Nullable StepAttempt doubtful,
      String reason)
      implements Gated {}

  /** The declared way back. */
  record StartRollback(String reason) implements Gated {}

  /** The rollback's proof: the targets as they are now. */
  record CompleteRollback(List<TargetState> after, String reason) implements Gated {
    public CompleteRollback {
      after = List.copyOf(after);
    }
  }

  /** A command after which the turn goes on, whatever is answered. */
  sealed interface Act extends RemediationStep {
    RemediationStep then();
  }

  /** It's not wanted, allowed or fitting any more. */
  record Withdraw(Withdrawn.Reason because, String reason, RemediationStep then) implements Act {}

  /** What was agreed to doesn't suffice any more. */
  record ExtendApproval(String reason, RemediationStep then) implements Act {}

  /** What would go on by itself can't until that is mended. */
  record HoldUp(RefusalCode code, String reason, RemediationStep then) implements Act {}

  /** The approval is out of date. */
  record Expire(String reason, RemediationStep then) implements Act {}

  /**
   * @param number of the attempt
   * @param after the target as it was read after the effect
   */
  record CompleteStep(
      PlannedStep step, int number, TargetState after, String reason, RemediationStep then)
      implements Act {}

  /**
   * @param number of the attempt
   * @param code why, in the executor's stable word
   * @param again whether another attempt may be made
   */
  record FailStep(
      PlannedStep step, int number, String code, boolean again, String reason, RemediationStep then)
      implements Act {}

  /** No further step forward. */
  record RequestStop(String reason, RemediationStep then) implements Act {}

  /** No further step forward: what was done by then is verified. */
  record Curtail(String reason, RemediationStep then) implements Act {}

  /** Telemetry's verdict. */
  record RecordVerification(
      boolean passed, List<ProbeReading> readings, String reason, RemediationStep then)
      implements Act {
    public RecordVerification {
      readings = List.copyOf(readings);
    }
  }

  /** Neither forward nor back: a person takes over. */
  record Abandon(String reason, RemediationStep then) implements Act {}
}
