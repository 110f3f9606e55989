package io.countersign.connectors.target;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ReadBack;
import io.countersign.connectors.target.TargetReader.Reading;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

  /** A target's state now. */
  public Outcome<Reading> read(EntityId target) {
    return include(target) ? reader.read(target, timeout) : others(target);
  }

  /** The state of a step's target, if it's the one that the step expects; else STALE (USER). */
  public Outcome<Reading> readAsExpected(PlannedStep step) {
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
   * @param effect null: any difference in what was kept from before will do, or a start since
   * @param values of the call, which the effect's templates refer to
   * @param before the target's state just before the step
   * @param startedAt when the step was started, by our clock
   */
  public Outcome<ReadBack> readBack(
      PlannedStep step,
      @Nullable EffectCondition effect,
      Map<String, String> values,
      TargetState before,
      Instant startedAt) {
    return read(step.target())
        .then(
            now ->
                Outcome.ok(
                    new ReadBack(
                        EffectJudgement.judge(effect, values, before, now, startedAt),
                        now.state())));
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
  public static Outcome<Duration> timeLeft(
      Instant now, Instant deadline, Duration atMost, String begun) {
    var left = Duration.between(now, deadline);
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
