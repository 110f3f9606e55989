package io.countersign.server.remediation;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.ledger.Blob;
import io.countersign.server.config.Connections;
import io.countersign.server.web.BlobFactory;
import io.countersign.workflows.remediation.RemediationProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan or of its rollback: the intent is recorded before the effect, and an intent
 * that was found without a result is read back from its target, never run again (invariant 7).
 */
final class StepExecution {
  private static final int ATTEMPTS = 3;
  private static final Duration SOON = Duration.ofSeconds(1);

  /** A sender gives up at the step's deadline; its last word may be on the way a little longer. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private static final Duration HALTED = Duration.ofSeconds(5);

  private final RemediationDriver loop;
  private final Connections connections;
  private final RollbackOrHandover retreat;
  private final PolicyEvaluation policy;

  StepExecution(
      RemediationDriver loop,
      Connections connections,
      RollbackOrHandover retreat,
      PolicyEvaluation policy) {
    this.policy = policy;
    this.loop = loop;
    this.connections = connections;
    this.retreat = retreat;
  }

  RemediationProgress next(RemediationId id, Remediation.Running state) {
    var inFlight = state.inFlight();
    if (inFlight.isPresent()) {
      return readBack(id, state, inFlight.get());
    }
    if (state.failed() || (!state.rollback() && state.effects().stopRequested())) {
      return retreat.from(id, state, state.failed() ? "a step failed" : "a stop was requested");
    }
    return state.next().map(step -> begin(id, state, step)).orElseGet(() -> loop.progress(id));
  }

  private RemediationProgress begin(RemediationId id, Remediation.Running state, PlannedStep step) {
    var executor = connections.executor(step.executor());
    if (executor.isEmpty()
        || !(executor.get().read(step.target()) instanceof Outcome.Ok<TargetState>(var read))) {
      return retreat.unreadable(id, state);
    }
    var observed = read.only(matter(state, step));
    var attempt = state.nextAttempt();
    var key = state.nextKey().orElseThrow();
    var digest = state.dossier().plan().digest();
    // Counted from before the intent is on record: a sender that was held up must not send late.
    var deadline = loop.commands().now().plusSeconds(step.timeoutSeconds());
    var start =
        new StartStep(
            id, step.number(), state.epoch(), key, digest, observed, policy.decide(state));
    return loop.send(state, start)
        .map(code -> afterRefusal(id, state, code))
        .orElseGet(() -> perform(id, state, step, executor.get(), attempt, key, deadline));
  }

  /** The fields that the plan recorded of the target, and those that this step expects. */
  private static Set<String> matter(Remediation.Running state, PlannedStep step) {
    var fields = new HashSet<>(step.expected().keySet());
    state.dossier().plan().targets().stream()
        .filter(t -> t.target().equals(step.target()))
        .forEach(t -> fields.addAll(t.fields().keySet()));
    return fields;
  }

  private RemediationProgress afterRefusal(
      RemediationId id, Remediation.Running state, RefusalCode code) {
    return switch (code) {
      case STALE_EPOCH, STEP_IN_FLIGHT, STEP_ORDER, NOT_EXECUTING -> loop.progress(id);
      case EXECUTION_HALTED -> loop.retry(id, HALTED);
      default -> retreat.from(id, state, "the gate refused a step: " + code);
    };
  }

  private RemediationProgress perform(
      RemediationId id,
      Remediation.Running state,
      PlannedStep step,
      ActionExecutor executor,
      int attempt,
      String key,
      Instant deadline) {
    if (!loop.commands().now().isBefore(deadline)) {
      return loop.retry(id, SOON);
    }
    return switch (executor.perform(step, key, reason(id), deadline)) {
      case Outcome.Ok<PerformedAction>(var performed) ->
          complete(id, state, step, executor, attempt, BlobFactory.json(performed.result()));
      case Outcome.Failed<PerformedAction> failed when failed.code().effectUnknown() ->
          loop.retry(id, SOON);
      case Outcome.Failed<PerformedAction> failed ->
          fail(id, state, step, attempt, failed.code().name(), again(failed.code(), attempt));
    };
  }

  /** What the target keeps as the reason: so that the change feed's echo is known as ours. */
  static String reason(RemediationId id) {
    return "countersign " + id.value();
  }

  private static boolean again(FailureCode code, int attempt) {
    return code == FailureCode.UNREACHABLE && attempt < ATTEMPTS;
  }

  private RemediationProgress complete(
      RemediationId id,
      Remediation.Running state,
      PlannedStep step,
      ActionExecutor executor,
      int attempt,
      @Nullable Blob result) {
    if (!(executor.read(step.target()) instanceof Outcome.Ok<TargetState>(var after))) {
      return loop.retry(id, SOON);
    }
    var ref = result == null ? null : result.ref();
    var command = new CompleteStep(id, step.number(), attempt, state.rollback(), after, ref);
    var blobs = Optional.ofNullable(result).map(b -> new Blob[] {b}).orElseGet(() -> new Blob[0]);
    var _ = loop.send(state, command, blobs);
    return loop.progress(id);
  }

  private RemediationProgress fail(
      RemediationId id,
      Remediation.Running state,
      PlannedStep step,
      int attempt,
      String code,
      boolean again) {
    var _ =
        loop.send(state, new FailStep(id, step.number(), attempt, state.rollback(), code, again));
    return again ? loop.retry(id, SOON) : loop.progress(id);
  }

  private RemediationProgress readBack(
      RemediationId id, Remediation.Running state, StepAttempt attempt) {
    var step = state.next().orElseThrow();
    var executor = connections.executor(step.executor());
    if (executor.isEmpty()) {
      return retreat.unreadable(id, state);
    }
    return switch (executor.get().readBack(step, attempt.before(), attempt.startedAt())) {
      case Outcome.Ok<ReadBack>(var seen) when seen.effectSeen() ->
          complete(id, state, step, executor.get(), attempt.number(), null);
      case Outcome.Ok<ReadBack> _ when mayStillArrive(step, attempt) -> loop.retry(id, SOON);
      case Outcome.Ok<ReadBack> _ ->
          fail(id, state, step, attempt.number(), "NO_EFFECT", attempt.number() < ATTEMPTS);
      case Outcome.Failed<ReadBack> _ -> retreat.unreadable(id, state);
    };
  }

  /**
   * A target may be at work on a request whose sender is gone; another attempt would be a second
   * effect.
   */
  private boolean mayStillArrive(PlannedStep step, StepAttempt attempt) {
    var over = attempt.startedAt().plusSeconds(step.timeoutSeconds()).plus(MARGIN);
    return loop.commands().now().isBefore(over);
  }
}
