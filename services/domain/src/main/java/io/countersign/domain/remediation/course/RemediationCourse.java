package io.countersign.domain.remediation.course;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.course.RemediationStep.CompleteRollback;
import io.countersign.domain.remediation.course.RemediationStep.Gated;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.ReadTargets;
import io.countersign.domain.remediation.course.RemediationStep.StartExecution;
import io.countersign.domain.remediation.course.RemediationStep.StartRollback;
import io.countersign.domain.remediation.course.RemediationStep.StartStep;
import java.time.Duration;
import java.time.Instant;

/**
 * The course of a remediation: which step comes next. It judges what is worth asking for; whether
 * it may be is the deciders' to say.
 */
public final class RemediationCourse {
  private final RemediationCourseSettings settings;

  public RemediationCourse(RemediationCourseSettings settings) {
    this.settings = settings;
  }

  /** Until what was refused is asked for again. */
  public Duration againAfterRefusal() {
    return settings.startAgain();
  }

  /** Where a turn begins. */
  public RemediationTurn begin(Remediation state, Instant now) {
    return new TurnBegin(now, settings).of(state);
  }

  /** How a turn goes on that was begun in this state, to its end. */
  public RemediationStep next(Remediation state, RemediationObservations seen, Instant now) {
    return switch (state) {
      case Remediation.Approved it -> new ExecutionStart(it, seen, now, settings).next();
      case Remediation.Executing it -> new StepExecution(it, seen, now, settings).next();
      case Remediation.Verifying it -> new Verification(it, seen, now, settings).next();
      case Remediation.RollingBack it -> back(it, seen, now);
      case Remediation.NotProposed _,
          Remediation.Proposed _,
          Remediation.AwaitingApproval _,
          Remediation.Closed _ ->
          new Proceed("nothing is under way");
    };
  }

  /** A rollback's own probe: the targets are as they were recorded before everything. */
  private RemediationStep back(
      Remediation.RollingBack state, RemediationObservations seen, Instant now) {
    if (state.restored()) {
      return new Proceed("the targets are restored");
    }
    if (state.next().isPresent()) {
      return new StepExecution(state, seen, now, settings).next();
    }
    return switch (seen.targets()) {
      case null -> new ReadTargets("all steps back are completed");
      case TargetReading.Unreadable _ -> new Retreat(now, settings).unreadable(state);
      case TargetReading.Read read -> new CompleteRollback(read.states(), "the targets are read");
    };
  }

  /** How a turn goes on after its gated command was accepted. */
  public RemediationStep afterAcceptance(Remediation.Known state, Gated accepted, Instant now) {
    return switch (accepted) {
      case StartExecution _ -> new Proceed("execution has begun");
      case StartStep start when state instanceof Remediation.Running running ->
          step(running, now).afterAcceptance(start);
      case StartStep _ -> new Proceed("nothing is under way");
      case StartRollback _ -> new Proceed("the rollback has begun");
      case CompleteRollback _ -> new Proceed("the targets are restored");
    };
  }

  /** And after it was refused. */
  public RemediationStep afterRefusal(
      Remediation.Known state, Gated refused, RefusalCode code, Instant now) {
    return switch (refused) {
      case StartExecution _ -> ExecutionStart.afterRefusal(code, now.plus(settings.startAgain()));
      case StartStep start when state instanceof Remediation.Running running ->
          step(running, now).afterRefusal(start, code);
      case StartStep _ -> new Proceed("nothing is under way");
      case StartRollback(var because) -> Retreat.abandon(because);
      case CompleteRollback _ ->
          Retreat.abandon("the rollback didn't restore the targets: " + code);
    };
  }

  private StepExecution step(Remediation.Running running, Instant now) {
    return new StepExecution(running, RemediationObservations.NONE, now, settings);
  }
}
