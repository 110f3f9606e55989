package io.countersign.connectors.target;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The targets of one executor, asked about over HTTP. Questions about others are REFUSED (USER),
 * and so is an action that the executor doesn't offer.
 */
public final class ExecutorTargets {
  private final TargetSettings settings;
  private final Duration timeout;
  private final TargetReader reader;

  /**
   * @param timeout of one question about a target's state
   */
  public ExecutorTargets(TargetSettings settings, Duration timeout, BoundedHttp http) {
    this.settings = settings;
    this.timeout = timeout;
    this.reader = new TargetReader(settings, http);
  }

  public boolean include(EntityId target) {
    return settings.include(target);
  }

  /** A target now. */
  public Outcome<ObservedTarget> read(EntityId target) {
    return include(target) ? reader.read(target, timeout) : others(target);
  }

  /** What time it is for who tells of a target. */
  public Optional<Instant> clock(EntityId target) {
    return include(target) ? reader.date(target, timeout) : Optional.empty();
  }

  /** The same, whichever target is told of. */
  public Optional<Instant> clock() {
    return reader.date(timeout);
  }

  /** A step's target, if it's as the step expects; else STALE (USER). */
  public Outcome<ObservedTarget> readAsExpected(PlannedStep step) {
    return read(step.target())
        .then(
            reading ->
                reading.state().matches(step.expected())
                    ? Outcome.ok(reading)
                    : Outcome.failed(
                        FailureCategory.USER,
                        FailureCode.STALE,
                        step.target() + " is no longer in the expected state"));
  }

  /** The configured action that a step asks for. */
  public <A> Outcome<A> action(PlannedStep step, Map<String, A> offered) {
    var action = offered.get(step.action());
    if (!include(step.target())) {
      return others(step.target());
    }
    return action == null
        ? refused(settings.executor() + " offers no action " + step.action())
        : Outcome.ok(action);
  }

  /**
   * What is seen of a step on its target, as {@link EffectJudgement} has it.
   *
   * @param effect null: any difference in what was kept from before will do, or another instance
   * @param values of the call, which the effect's templates refer to
   * @param before the target just before the step
   */
  public Outcome<ReadBack> readBack(
      PlannedStep step,
      @Nullable EffectCondition effect,
      Map<String, String> values,
      ObservedTarget before) {
    return read(step.target())
        .then(
            now ->
                Outcome.ok(
                    new ReadBack(EffectJudgement.judge(effect, values, before, now), now.state())));
  }

  /** REFUSED (USER) where the effect could never be seen: see {@link EffectJudgement#obstacle}. */
  public static Outcome<ObservedTarget> observable(
      @Nullable EffectCondition effect, Map<String, String> values, ObservedTarget before) {
    var obstacle = EffectJudgement.obstacle(effect, values, before);
    return obstacle == null ? Outcome.ok(before) : refused(obstacle);
  }

  /**
   * What came of a dry run, if its target is by now as it was before it; else DRY_RUN_ACTED (USER).
   */
  public <T> Outcome<T> unlessActed(ObservedTarget before, Outcome<T> dryRun) {
    boolean stale =
        dryRun instanceof Outcome.Failed<T> failed && failed.code() == FailureCode.STALE;
    return stale ? dryRun : read(before.state().target()).then(now -> same(before, now, dryRun));
  }

  private static <T> Outcome<T> same(ObservedTarget before, ObservedTarget now, Outcome<T> dryRun) {
    return now.state().equals(before.state()) && !before.restartedBy(now)
        ? dryRun
        : Outcome.failed(
            FailureCategory.USER,
            FailureCode.DRY_RUN_ACTED,
            "the dry run was no dry run, or somebody else acted: %s is %s by now, and was %s"
                .formatted(before.state().target(), told(now), told(before)));
  }

  private static String told(ObservedTarget target) {
    var fields = new TreeMap<>(target.state().fields()).toString();
    return target.instance() == null ? fields : fields + " since " + target.instance();
  }

  /** Whether targets can be asked about now, and if not what to do. */
  public ConnectionHealth check() {
    return reader.check(timeout);
  }

  /**
   * The time that is left for an effect.
   *
   * @param atMost however long is left
   * @param begun what must not have happened yet: {@code sent}
   * @return REFUSED (INSUFFICIENT_RESOURCES) when none is left
   */
  public static Outcome<Duration> timeLeft(EffectDeadline deadline, Duration atMost, String begun) {
    var left = deadline.leftByItsClock();
    if (left.isNegative() || left.isZero()) {
      return Outcome.failed(
          FailureCategory.INSUFFICIENT_RESOURCES,
          FailureCode.REFUSED,
          "the deadline had passed before anything was " + begun);
    }
    return Outcome.ok(left.compareTo(atMost) < 0 ? left : atMost);
  }

  private <T> Outcome<T> others(EntityId target) {
    return refused(settings.executor() + " isn't configured to act on " + target);
  }

  private static <T> Outcome<T> refused(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }
}
