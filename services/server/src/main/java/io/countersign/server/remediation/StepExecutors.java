package io.countersign.server.remediation;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.course.ContentReading;
import io.countersign.domain.remediation.course.RemediationStep.Perform;
import io.countersign.domain.remediation.course.StepResult;
import io.countersign.domain.remediation.course.TargetReading;
import io.countersign.ledger.Blob;
import io.countersign.server.config.Connections;
import io.countersign.server.planning.ContentBinding;
import io.countersign.server.web.BlobFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The executors of plans' steps, asked for a course and answering in its words. */
final class StepExecutors {
  private final Connections connections;
  private final ContentBinding binding;
  private final UnaryOperator<Plan> ruled;

  /**
   * @param ruled a plan as it would be by the runbook that is in force
   */
  StepExecutors(Connections connections, UnaryOperator<Plan> ruled) {
    this.connections = connections;
    this.ruled = ruled;
    this.binding = new ContentBinding(connections);
  }

  /**
   * An effect that was asked for.
   *
   * @param answer the executor's, to be kept beside the record; null without one
   */
  record Performance(StepResult result, @Nullable Blob answer) {}

  /** The plan's targets as they are now, with the fields that the plan holds. */
  TargetReading read(Plan plan) {
    var observed = new ArrayList<ObservedTarget>();
    for (var planned : plan.targets()) {
      var read =
          plan.steps().stream()
              .filter(step -> step.target().equals(planned.target()))
              .findFirst()
              .flatMap(this::state);
      if (read.isEmpty()) {
        return new TargetReading.Unreadable();
      }
      observed.add(read.get().only(planned.fields().keySet()));
    }
    return new TargetReading.Read(observed);
  }

  /** A step's target with all its fields. */
  TargetReading read(PlannedStep step) {
    return state(step)
        .<TargetReading>map(now -> new TargetReading.Read(List.of(now)))
        .orElseGet(TargetReading.Unreadable::new);
  }

  private Optional<ObservedTarget> state(PlannedStep step) {
    return executor(step)
        .flatMap(
            executor ->
                executor.read(step.target()) instanceof Outcome.Ok<ObservedTarget>(var now)
                    ? Optional.of(now)
                    : Optional.empty());
  }

  /** What would run for every step, by the runbook that is in force. */
  ContentReading content(Plan plan) {
    return content(ruled.apply(plan), plan.effects().toList());
  }

  /** What would run for one step; for the others, and of the runbook, what is recorded. */
  ContentReading content(Plan plan, PlannedStep step) {
    return content(plan, List.of(step));
  }

  private ContentReading content(Plan plan, List<PlannedStep> asked) {
    return binding
        .renew(plan, asked)
        .<ContentReading>map(now -> new ContentReading.Read(now.digest()))
        .orElseGet(ContentReading.Unreadable::new);
  }

  /**
   * @param clock that the deadline is told by
   */
  Performance perform(RemediationId id, Perform wanted, InstantSource clock) {
    var step = wanted.step();
    var executor = executor(step).orElseThrow();
    var deadline = EffectDeadline.of(wanted.deadline(), clock);
    return switch (executor.perform(step, wanted.key(), reason(id), deadline, wanted.before())) {
      case Outcome.Ok<PerformedAction>(var performed) ->
          new Performance(new StepResult.Effective(), BlobFactory.json(performed.result()));
      case Outcome.Failed<PerformedAction> failed -> new Performance(failed(failed), null);
    };
  }

  private static StepResult failed(Outcome.Failed<?> failed) {
    var code = failed.code();
    boolean forNow = code == FailureCode.UNREACHABLE || code == FailureCode.REFUSED;
    return code.effectUnknown()
        ? new StepResult.Unknown()
        : new StepResult.Failed(code.name(), forNow && failed.category().retryable());
  }

  /** What the target keeps as the reason: so that the change feed's echo is known as ours. */
  private static String reason(RemediationId id) {
    return "countersign " + id.value();
  }

  StepResult readBack(PlannedStep step, StepAttempt attempt) {
    return executor(step)
        .map(it -> seen(it.readBack(step, attempt.before()), it.honoursKeys(step)))
        .orElseGet(StepResult.Unreadable::new);
  }

  private static StepResult seen(Outcome<ReadBack> outcome, boolean repeatable) {
    return switch (outcome) {
      case Outcome.Ok<ReadBack>(var seen) ->
          seen.effectSeen() ? new StepResult.Effective() : new StepResult.NoEffect(repeatable);
      case Outcome.Failed<ReadBack> _ -> new StepResult.Unreadable();
    };
  }

  private Optional<ActionExecutor> executor(PlannedStep step) {
    return connections.executor(step.executor());
  }
}
