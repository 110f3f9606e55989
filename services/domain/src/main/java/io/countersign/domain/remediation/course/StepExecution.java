package io.countersign.domain.remediation.course;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.course.RemediationStep.CompleteStep;
import io.countersign.domain.remediation.course.RemediationStep.FailStep;
import io.countersign.domain.remediation.course.RemediationStep.Perform;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.ReadBack;
import io.countersign.domain.remediation.course.RemediationStep.ReadTarget;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.domain.remediation.course.RemediationStep.StartStep;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The execution of a step of the plan or of its rollback: the intent is recorded before the effect,
 * and an intent that was found without a result is read back from its target, never run again
 * (invariant 7).
 */
record StepExecution(
    Remediation.Running state,
    RemediationObservations seen,
    Instant now,
    RemediationCourseSettings settings) {

  RemediationStep next() {
    var inFlight = state.inFlight();
    if (inFlight.isPresent()) {
      return readBack(state.next().orElseThrow(), inFlight.get());
    }
    if (state.failed()) {
      return retreat().from(state, "a step failed");
    }
    if (!state.rollback() && state.effects().stopRequested()) {
      return retreat().from(state, "a stop was requested");
    }
    return state.next().map(this::run).orElseGet(() -> new Proceed("no step is left"));
  }

  private RemediationStep readBack(PlannedStep step, StepAttempt attempt) {
    var result = seen.result();
    return result == null
        ? new ReadBack(step, attempt, "a step was found started and not finished")
        : after(result, step, attempt.number());
  }

  private RemediationStep run(PlannedStep step) {
    var result = seen.result();
    return result == null ? begin(step) : after(result, step, state.nextAttempt());
  }

  private RemediationStep begin(PlannedStep step) {
    return switch (seen.targets()) {
      case null -> new ReadTarget(step, "a step begins from its target as it is");
      case TargetReading.Unreadable _ -> retreat().unreadable(state);
      case TargetReading.Read(var states) ->
          new StartStep(
              step,
              state.nextKey().orElseThrow(),
              states.getFirst().only(relevantFields(step)),
              now.plusSeconds(step.timeoutSeconds()),
              "the target is read");
    };
  }

  /** The fields that the plan recorded of the target, and those that this step expects. */
  private Set<String> relevantFields(PlannedStep step) {
    var fields = new HashSet<>(step.expected().keySet());
    state.dossier().plan().targets().stream()
        .filter(it -> it.target().equals(step.target()))
        .forEach(it -> fields.addAll(it.fields().keySet()));
    return fields;
  }

  RemediationStep afterAcceptance(StartStep start) {
    return now.isBefore(start.deadline())
        ? new Perform(start.step(), start.key(), start.deadline(), "its intent is on record")
        : again("the step's deadline has passed: its sender was held up");
  }

  RemediationStep afterRefusal(RefusalCode code) {
    return switch (code) {
      case STALE_EPOCH, STEP_IN_FLIGHT, STEP_ORDER, NOT_EXECUTING ->
          new Proceed("somebody else went on: " + code);
      case EXECUTION_HALTED -> new Retry(now.plus(settings.haltedAgain()), "execution is halted");
      default -> retreat().from(state, "the gate refused a step: " + code);
    };
  }

  private RemediationStep after(StepResult result, PlannedStep step, int attempt) {
    return switch (result) {
      case StepResult.Effective _ -> complete(step, attempt);
      case StepResult.Unknown _ -> again("whether the step took effect has to be read back");
      case StepResult.Unreadable _ -> retreat().unreadable(state);
      case StepResult.NoEffect _ when mayStillArrive(step) ->
          again("a target may be at work on a request whose sender is gone");
      case StepResult.NoEffect _ -> fail(step, attempt, "NO_EFFECT", attempt < settings.attempts());
      case StepResult.Failed(var code, var received) ->
          fail(step, attempt, code, !received && attempt < settings.attempts());
    };
  }

  private RemediationStep complete(PlannedStep step, int attempt) {
    return switch (seen.targets()) {
      case null -> new ReadTarget(step, "the step took effect");
      case TargetReading.Unreadable _ -> again("the target can't be read after the step");
      case TargetReading.Read(var states) -> completed(step, attempt, states.getFirst());
    };
  }

  private static RemediationStep completed(PlannedStep step, int attempt, TargetState after) {
    return new CompleteStep(
        step, attempt, after, "the step took effect", new Proceed("the step is completed"));
  }

  private RemediationStep fail(PlannedStep step, int attempt, String code, boolean again) {
    var then = again ? again("another attempt may be made") : new Proceed("the step failed");
    return new FailStep(step, attempt, code, again, "the step failed: " + code, then);
  }

  /** Another attempt would be a second effect. */
  private boolean mayStillArrive(PlannedStep step) {
    return state
        .inFlight()
        .map(it -> it.startedAt().plusSeconds(step.timeoutSeconds()))
        .filter(over -> now.isBefore(over.plus(settings.senderMargin())))
        .isPresent();
  }

  private RemediationStep again(String reason) {
    return new Retry(now.plus(settings.stepAgain()), reason);
  }

  private Retreat retreat() {
    return new Retreat(now, settings);
  }
}
