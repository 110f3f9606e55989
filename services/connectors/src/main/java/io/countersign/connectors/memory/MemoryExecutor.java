package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.connectors.target.StepContent;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose targets are in memory, and which fails on demand. It honours keys. Safe for use
 * by many threads.
 */
public final class MemoryExecutor extends MemoryConnection implements ActionExecutor {
  /** A mishap that befalls what is asked for next. */
  public enum Mishap {
    /** It takes place, and its answer is lost. */
    ANSWER_LOST,
    /** It doesn't take place, and neither is that told. */
    REQUEST_LOST,
    /** It takes place when nobody waits for it any more: see {@link #arrive}. */
    LATE,
    /** It takes place, and the target isn't healthy after it. */
    UNHEALTHY,
    /** It's a dry run, and takes place all the same. */
    DRY_RUN_ACTS
  }

  private final Map<String, BinaryOperator<Map<String, String>>> actions;
  private final Map<EntityId, Map<String, String>> targets = new HashMap<>();
  private final Map<String, Integer> edits = new HashMap<>();
  private final Map<EntityId, String> instances = new HashMap<>();
  private final Map<String, Outcome<PerformedAction>> answers = new HashMap<>();
  private Runnable late = () -> {};
  private @Nullable Mishap mishap;
  private @Nullable Instant deadline;
  private int effects;

  /**
   * @param actions an action's name to what it makes of a target's fields and the parameters; each
   *     starts another instance
   */
  public MemoryExecutor(String name, Map<String, BinaryOperator<Map<String, String>>> actions) {
    super(name);
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

  /** Has another instance run, or none that is told. */
  public synchronized void run(EntityId target, @Nullable String instance) {
    if (instance == null) {
      instances.remove(target);
    } else {
      instances.put(target, instance);
    }
  }

  public synchronized void next(Mishap what) {
    mishap = what;
  }

  /** What was late takes place by now. */
  public synchronized void arrive() {
    late.run();
    late = () -> {};
  }

  /** How many effects took place. */
  public synchronized int effects() {
    return effects;
  }

  /** The deadline that the target was told last. */
  public synchronized @Nullable Instant deadline() {
    return deadline;
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

  /** In memory nobody has a clock of their own. */
  @Override
  public Optional<Instant> clock(EntityId target) {
    return Optional.empty();
  }

  @Override
  public Optional<Instant> clock() {
    return Optional.empty();
  }

  @Override
  public boolean honoursKeys(PlannedStep step) {
    return true;
  }

  @Override
  public synchronized Outcome<ObservedTarget> read(EntityId target) {
    return unlessFailing(
        () -> {
          var fields = targets.get(target);
          return fields == null
              ? Outcome.failed(FailureCategory.USER, FailureCode.NOT_FOUND, "no target " + target)
              : Outcome.ok(
                  new ObservedTarget(new TargetState(target, fields), instances.get(target)));
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
        .then(before -> observable(step, before))
        .then(before -> dryRun(step, before));
  }

  private Outcome<DryRun> dryRun(PlannedStep step, ObservedTarget before) {
    var after = after(step, before.state());
    if (mishap == Mishap.DRY_RUN_ACTS) {
      mishap = null;
      takeEffect(step, before.state());
      return Outcome.failed(
          FailureCategory.USER, FailureCode.DRY_RUN_ACTED, step.target() + " was acted upon");
    }
    return Outcome.ok(new DryRun(step.action() + " makes it " + after, Digest.ofJson(after)));
  }

  @Override
  public synchronized Outcome<PerformedAction> perform(
      PlannedStep step, String key, String reason, EffectDeadline until, ObservedTarget before) {
    var known = answers.get(key);
    return unlessFailing(
        () ->
            known != null ? known : observable(step, before).then(_ -> perform(step, key, until)));
  }

  private Outcome<PerformedAction> perform(PlannedStep step, String key, EffectDeadline until) {
    if (until.leftByItsClock().isNegative()) {
      return Outcome.failed(
          FailureCategory.INSUFFICIENT_RESOURCES, FailureCode.REFUSED, "the deadline had passed");
    }
    deadline = until.at();
    return StepContent.unchanged(step, this::content)
        .then(this::asExpected)
        .then(now -> act(step, now.state(), key));
  }

  @Override
  public synchronized Outcome<ReadBack> readBack(PlannedStep step, ObservedTarget before) {
    return read(step.target())
        .then(
            now -> {
              boolean seen = before.restartedBy(now) || !now.state().equals(before.state());
              return Outcome.ok(new ReadBack(seen, now.state()));
            });
  }

  private Outcome<ObservedTarget> asExpected(PlannedStep step) {
    if (!actions.containsKey(step.action())) {
      return Outcome.failed(
          FailureCategory.USER, FailureCode.REFUSED, "no action " + step.action());
    }
    return read(step.target())
        .then(
            now ->
                now.state().matches(step.expected())
                    ? Outcome.ok(now)
                    : Outcome.failed(
                        FailureCategory.USER,
                        FailureCode.STALE,
                        step.target() + " is not as expected"));
  }

  /** Without an instance a change of fields is all that could be seen. */
  private Outcome<ObservedTarget> observable(PlannedStep step, ObservedTarget before) {
    boolean changes = !after(step, before.state()).equals(before.state().fields());
    return changes || before.instance() != null
        ? Outcome.ok(before)
        : Outcome.failed(
            FailureCategory.USER,
            FailureCode.REFUSED,
            "the effect of " + step.action() + " could never be seen");
  }

  private Outcome<PerformedAction> act(PlannedStep step, TargetState state, String key) {
    var what = mishap;
    mishap = null;
    if (what == Mishap.REQUEST_LOST || what == Mishap.LATE) {
      late = what == Mishap.LATE ? () -> takeEffect(step, state, key) : () -> {};
      return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.TIMEOUT, "nothing was told");
    }
    var answer = takeEffect(step, state, key);
    if (what == Mishap.UNHEALTHY) {
      answer =
          Outcome.failed(FailureCategory.EXTERNAL, FailureCode.UNHEALTHY, "not healthy after it");
      answers.put(key, answer);
    }
    return what == Mishap.ANSWER_LOST
        ? Outcome.failed(FailureCategory.EXTERNAL, FailureCode.TIMEOUT, "the answer was lost")
        : answer;
  }

  private Outcome<PerformedAction> takeEffect(PlannedStep step, TargetState state, String key) {
    return answers.computeIfAbsent(
        key,
        _ -> {
          takeEffect(step, state);
          var done = step.action() + " of " + step.target();
          return Outcome.ok(new PerformedAction(done, done.getBytes(StandardCharsets.UTF_8)));
        });
  }

  private void takeEffect(PlannedStep step, TargetState state) {
    targets.put(step.target(), after(step, state));
    effects++;
    instances.computeIfPresent(step.target(), (_, before) -> before + "+" + effects);
  }

  private Map<String, String> after(PlannedStep step, TargetState state) {
    var action = actions.get(step.action());
    return action == null
        ? state.fields()
        : Map.copyOf(action.apply(state.fields(), step.parameters()));
  }
}
