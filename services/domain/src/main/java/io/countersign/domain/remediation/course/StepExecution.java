package io.countersign.domain.remediation.course;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.course.RemediationStep.CompleteStep;
import io.countersign.domain.remediation.course.RemediationStep.Curtail;
import io.countersign.domain.remediation.course.RemediationStep.FailStep;
import io.countersign.domain.remediation.course.RemediationStep.HoldUp;
import io.countersign.domain.remediation.course.RemediationStep.Perform;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.ReadBack;
import io.countersign.domain.remediation.course.RemediationStep.ReadContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadStepContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadTarget;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.domain.remediation.course.RemediationStep.StartStep;
import io.countersign.domain.remediation.course.RemediationStep.Unanswered;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The execution of a step of the plan or of its rollback: the intent is recorded before the effect,
 * and an intent without a known result is read back from its target, then sent again under the same
 * key where the target honours keys, else handed to a person (invariant 7).
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
    if (state.waitsForStep()) {
      return awaitApproval();
    }
    return state.next().map(this::run).orElseGet(() -> new Proceed("no step is left"));
  }

  private RemediationStep readBack(PlannedStep step, StepAttempt attempt) {
    var result = seen.result();
    return result == null
        ? new ReadBack(step, attempt, "a step was found started and not finished")
        : afterDoubt(result, step, attempt);
  }

  private RemediationStep run(PlannedStep step) {
    var result = seen.result();
    return result == null ? begin(step) : after(result, step, state.nextAttempt());
  }

  private RemediationStep begin(PlannedStep step) {
    return switch (seen.targets()) {
      case null -> new ReadTarget(step, "a step begins from its target as it is");
      case TargetReading.Unreadable _ -> retreat().unreadable(state);
      case TargetReading.Read(var targets) ->
          start(
              step, targets.getFirst(), state.nextKey().orElseThrow(), null, "the target is read");
    };
  }

  private RemediationStep start(
      PlannedStep step,
      ObservedTarget target,
      String key,
      @Nullable StepAttempt doubtful,
      String reason) {
    return switch (seen.content()) {
      case null -> readContent(step);
      case ContentReading.Unreadable _ when doubtful == null -> retreat().unreadable(state);
      case ContentReading.Unreadable _ ->
          unanswered("what would be sent again can't be told just now");
      case ContentReading.Read(var digest) ->
          new StartStep(
              step,
              key,
              digest,
              target.only(relevantFields(step)),
              now.plusSeconds(step.timeoutSeconds()),
              doubtful,
              reason);
    };
  }

  /** On the way back the other steps are past, or not needed. */
  private RemediationStep readContent(PlannedStep step) {
    var reason = "what would run has to be what was approved";
    return state.rollback() ? new ReadStepContent(step, reason) : new ReadContent(reason);
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
        ? new Perform(
            start.step(), start.key(), before(start), start.deadline(), "its intent is on record")
        : again("the step's deadline has passed: its sender was held up");
  }

  private static ObservedTarget before(StartStep start) {
    return start.doubtful() == null ? start.observed() : start.doubtful().before();
  }

  RemediationStep afterRefusal(StartStep refused, RefusalCode code) {
    return refused.doubtful() == null
        ? afterRefusal(code)
        : stillInDoubt(refused.step(), refused.doubtful(), code);
  }

  private RemediationStep afterRefusal(RefusalCode code) {
    return switch (code) {
      case STALE_EPOCH, STEP_IN_FLIGHT, STEP_ORDER, NOT_EXECUTING ->
          new Proceed("somebody else went on: " + code);
      case STALE_POLICY_BUNDLE -> ExecutionStart.lawChanged();
      case CLOCK_SKEWED, NOT_WITNESSED ->
          ExecutionStart.heldUp(code, now.plus(settings.haltedAgain()));
      case EXECUTION_HALTED -> new Retry(now.plus(settings.haltedAgain()), "execution is halted");
      case WINDOW_CLOSED, FROZEN, WINDOW_TOO_SHORT -> closed(code);
      case STEP_NOT_APPROVED ->
          new HoldUp(code, "nobody agreed to more yet", new Proceed("more people are asked"));
      default -> state.rollback() || !state.effects().untouched() ? given(code) : untouched(code);
    };
  }

  /** A window closed on what was begun; what wasn't waits, as if it had never begun. */
  private RemediationStep closed(RefusalCode code) {
    if (state.effects().untouched()) {
      return ExecutionStart.heldUp(code, now.plus(settings.haltedAgain()));
    }
    var why = "a target closed while it ran: " + code;
    return switch (state.dossier().plan().whenWindowCloses()) {
      case null -> new HoldUp(code, why, Retreat.abandon(why));
      case STOP, RUN_ON -> new HoldUp(code, why, Retreat.abandon(why));
      case ROLLBACK -> new HoldUp(code, why, retreat().from(state, why));
      case ASK -> asked(code, why);
    };
  }

  /**
   * People said how far it goes, so it may stand there for a while, until more of them agree; it's
   * woken by that. Longer than consent lasts nobody could.
   */
  private RemediationStep awaitApproval() {
    var silence = retreat().lastTouched(state.effects()).plus(settings.askedAtMost());
    var consent = state.consent();
    var end = consent == null ? silence : earlier(silence, consent.deadlines().expiresAt());
    return now.isBefore(end)
        ? new Retry(end, "what comes next isn't agreed to by enough people yet")
        : new Curtail(
            "nobody agreed to more of it in time", new Proceed("what was done is verified"));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Silence means stop. */
  private RemediationStep asked(RefusalCode code, String why) {
    var silence = retreat().lastTouched(state.effects()).plus(settings.askedAtMost());
    return now.isBefore(silence)
        ? new HoldUp(code, why, new Retry(now.plus(settings.haltedAgain()), why))
        : Retreat.abandon(why + ", and nobody said how it goes on");
  }

  private RemediationStep stillInDoubt(PlannedStep step, StepAttempt attempt, RefusalCode code) {
    return switch (code) {
      case STALE_EPOCH, STEP_ORDER, NOT_EXECUTING -> new Proceed("somebody else went on: " + code);
      case STALE_POLICY_BUNDLE -> ExecutionStart.lawChanged();
      case STEP_IN_FLIGHT, EXECUTION_HALTED, NOT_WITNESSED ->
          new Retry(now.plus(settings.haltedAgain()), "it isn't sent again yet: " + code);
      default -> doubt(step, attempt, "the gate refused to send it again: " + code);
    };
  }

  /** As if it had never begun. */
  private RemediationStep untouched(RefusalCode code) {
    return switch (code) {
      case CONTENT_CHANGED, DIGEST_MISMATCH -> ExecutionStart.contentChanged(code);
      case INCIDENT_CLOSED -> ExecutionStart.incidentClosed();
      case NOT_APPROVED, APPROVER_NO_LONGER_AUTHORISED, SOD_CHANGE_AUTHOR, SOD_RUNBOOK_AUTHOR ->
          state.epoch() == 0 ? ExecutionStart.extend() : given(code);
      case CONDITION_NOT_MET ->
          state.epoch() == 0
              ? ExecutionStart.heldUp(code, now.plus(settings.startAgain()))
              : given(code);
      default -> given(code);
    };
  }

  private RemediationStep given(RefusalCode code) {
    return retreat().from(state, "the gate refused a step: " + code);
  }

  private RemediationStep after(StepResult result, PlannedStep step, int attempt) {
    return switch (result) {
      case StepResult.Effective _ -> complete(step, attempt);
      case StepResult.Unknown _, StepResult.NoEffect _ ->
          again("whether the step took effect has to be read back");
      case StepResult.Unreadable _ -> again("the target can't be read back just now");
      case StepResult.Failed(var code, var again) ->
          fail(step, attempt, code, again && attempt < settings.attempts());
    };
  }

  /**
   * Nothing but the same key, or a person: whatever is told of a later sending, both may arrive.
   */
  private RemediationStep afterDoubt(StepResult result, PlannedStep step, StepAttempt attempt) {
    return switch (result) {
      case StepResult.NoEffect _ when mayStillArrive(step, attempt) ->
          again("a target may be at work on a request whose sender is gone");
      case StepResult.NoEffect _ when !state.rollback() && state.effects().stopRequested() ->
          doubt(step, attempt, "a stop was requested before its effect was seen");
      case StepResult.NoEffect(var repeatable)
          when repeatable && attempt.sendings() < settings.attempts() ->
          sendAgain(step, attempt);
      case StepResult.NoEffect _ -> doubt(step, attempt, "its effect isn't to be seen");
      case StepResult.Unreadable _ ->
          retreat().mayBeReadLater(state)
              ? unanswered("a target can't be read just now")
              : doubt(step, attempt, "its target can't be read");
      case StepResult.Failed(var code, _) when code.equals(StepAttempt.CONTENT_CHANGED) ->
          doubt(step, attempt, "what would be sent again was changed");
      case StepResult.Failed(_, var again) when again ->
          again("it was sent before, and what became of that isn't known");
      case StepResult.Failed(var code, _) when !code.equals(StepResult.Failed.TOOK_EFFECT) ->
          doubt(step, attempt, "it was sent before, and a later sending failed: " + code);
      case StepResult.Effective _, StepResult.Unknown _, StepResult.Failed _ ->
          after(result, step, attempt.number());
    };
  }

  private RemediationStep sendAgain(PlannedStep step, StepAttempt attempt) {
    return switch (seen.targets()) {
      case null -> new ReadTarget(step, "what is in doubt is sent again to its target as it is");
      case TargetReading.Unreadable _ -> unanswered("a target can't be read just now");
      case TargetReading.Read(var targets) ->
          start(
              step,
              targets.getFirst(),
              attempt.key(),
              attempt,
              "its target has one effect for a key, however often it's sent");
    };
  }

  private static RemediationStep doubt(PlannedStep step, StepAttempt attempt, String why) {
    return new FailStep(
        step,
        attempt.number(),
        StepAttempt.IN_DOUBT,
        false,
        "whether the step took effect isn't known: " + why,
        new Proceed("a person has to look"));
  }

  private RemediationStep complete(PlannedStep step, int attempt) {
    return switch (seen.targets()) {
      case null -> new ReadTarget(step, "the step took effect");
      case TargetReading.Unreadable _ -> again("the target can't be read after the step");
      case TargetReading.Read read -> completed(step, attempt, read.states().getFirst());
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

  private boolean mayStillArrive(PlannedStep step, StepAttempt attempt) {
    var over = attempt.startedAt().plusSeconds(step.timeoutSeconds());
    return now.isBefore(over.plus(settings.senderMargin()));
  }

  private RemediationStep unanswered(String reason) {
    return new Unanswered(now.plus(settings.stepAgain()), reason);
  }

  private RemediationStep again(String reason) {
    return new Retry(now.plus(settings.stepAgain()), reason);
  }

  private Retreat retreat() {
    return new Retreat(now, settings);
  }
}
