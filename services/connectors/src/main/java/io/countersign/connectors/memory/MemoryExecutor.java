package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.connectors.target.StepContent;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose targets are in memory, and which fails on demand. Safe for use by many threads.
 */
public final class MemoryExecutor extends MemoryConnection implements ActionExecutor {
  /** A mishap that befalls the next effect that is asked for. */
  public enum Mishap {
    /** It takes place, and its answer is lost. */
    ANSWER_LOST,
    /** It doesn't take place, and neither is that told. */
    REQUEST_LOST,
    /** It takes place, and the target isn't healthy after it. */
    UNHEALTHY
  }

  private final InstantSource clock;
  private final Map<String, BinaryOperator<Map<String, String>>> actions;
  private final Map<EntityId, Map<String, String>> targets = new HashMap<>();
  private final Map<String, Integer> edits = new HashMap<>();
  private final Map<EntityId, Instant> actedAt = new HashMap<>();
  private final Map<String, Outcome<PerformedAction>> answers = new HashMap<>();
  private @Nullable Mishap mishap;
  private int effects;

  /**
   * @param actions an action's name to what it makes of a target's fields and the parameters
   */
  public MemoryExecutor(
      String name, InstantSource clock, Map<String, BinaryOperator<Map<String, String>>> actions) {
    super(name);
    this.clock = clock;
    this.actions = Map.copyOf(actions);
  }

  /** Sets a target's fields, as somebody else would change them. */
  public synchronized void place(EntityId target, Map<String, String> fields) {
    targets.put(target, Map.copyOf(fields));
  }

  /** Another content for an action, as somebody edits a playbook. */
  public synchronized void edit(String action) {
    edits.merge(action, 1, Integer::sum);
  }

  public synchronized void next(Mishap what) {
    mishap = what;
  }

  /** How many effects took place. */
  public synchronized int effects() {
    return effects;
  }

  @Override
  public Set<String> actions() {
    return actions.keySet();
  }

  @Override
  public boolean handles(EntityId target) {
    return true;
  }

  @Override
  public ChangeSignature signature() {
    return new ChangeSignature(name(), true);
  }

  @Override
  public synchronized Outcome<TargetState> read(EntityId target) {
    return unlessFailing(
        () -> {
          var fields = targets.get(target);
          return fields == null
              ? Outcome.failed(FailureCategory.USER, FailureCode.NOT_FOUND, "no target " + target)
              : Outcome.ok(new TargetState(target, fields));
        });
  }

  @Override
  public synchronized Outcome<Digest> content(PlannedStep step) {
    return unlessFailing(
        () ->
            StepContent.digest(
                Map.of(
                    "connector",
                    "memory/1",
                    "action",
                    step.action(),
                    "parameters",
                    step.parameters(),
                    "edits",
                    edits.getOrDefault(step.action(), 0))));
  }

  @Override
  public synchronized Outcome<DryRun> dryRun(PlannedStep step, String reason) {
    return StepContent.unchanged(step, this::content)
        .then(this::asExpected)
        .then(
            state -> {
              var after = after(step, state);
              return Outcome.ok(
                  new DryRun(step.action() + " makes it " + after, Digest.ofJson(after)));
            });
  }

  @Override
  public synchronized Outcome<PerformedAction> perform(
      PlannedStep step, String key, String reason, Instant deadline) {
    var known = answers.get(key);
    return unlessFailing(() -> known == null ? perform(step, key, deadline) : known);
  }

  private Outcome<PerformedAction> perform(PlannedStep step, String key, Instant deadline) {
    if (!clock.instant().isBefore(deadline)) {
      return Outcome.failed(
          FailureCategory.INSUFFICIENT_RESOURCES, FailureCode.REFUSED, "the deadline had passed");
    }
    return StepContent.unchanged(step, this::content)
        .then(this::asExpected)
        .then(state -> act(step, state, key));
  }

  @Override
  public synchronized Outcome<ReadBack> readBack(
      PlannedStep step, TargetState before, Instant startedAt) {
    return read(step.target())
        .then(
            now -> {
              var acted = actedAt.get(step.target());
              boolean since = acted != null && !acted.isBefore(startedAt);
              return Outcome.ok(new ReadBack(since || !now.equals(before), now));
            });
  }

  private Outcome<TargetState> asExpected(PlannedStep step) {
    if (!actions.containsKey(step.action())) {
      return Outcome.failed(
          FailureCategory.USER, FailureCode.REFUSED, "no action " + step.action());
    }
    return read(step.target())
        .then(
            state ->
                state.matches(step.expected())
                    ? Outcome.ok(state)
                    : Outcome.failed(
                        FailureCategory.USER,
                        FailureCode.STALE,
                        step.target() + " is not as expected"));
  }

  private Outcome<PerformedAction> act(PlannedStep step, TargetState state, String key) {
    var what = mishap;
    mishap = null;
    if (what == Mishap.REQUEST_LOST) {
      return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.TIMEOUT, "the request was lost");
    }
    targets.put(step.target(), after(step, state));
    actedAt.put(step.target(), clock.instant());
    effects++;
    var done = step.action() + " of " + step.target();
    Outcome<PerformedAction> answer =
        what == Mishap.UNHEALTHY
            ? Outcome.failed(
                FailureCategory.EXTERNAL, FailureCode.UNHEALTHY, "not healthy after " + done)
            : Outcome.ok(new PerformedAction(done, done.getBytes(StandardCharsets.UTF_8)));
    answers.put(key, answer);
    return what == Mishap.ANSWER_LOST
        ? Outcome.failed(FailureCategory.EXTERNAL, FailureCode.TIMEOUT, "the answer was lost")
        : answer;
  }

  private Map<String, String> after(PlannedStep step, TargetState state) {
    var action = actions.get(step.action());
    return action == null
        ? state.fields()
        : Map.copyOf(action.apply(state.fields(), step.parameters()));
  }
}
