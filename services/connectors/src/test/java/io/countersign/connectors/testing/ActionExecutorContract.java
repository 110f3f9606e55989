package io.countersign.connectors.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryExecutor.Mishap;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of every executor. Its target is a service with {@code version} and {@code
 * previous}; the action {@code rollback} exchanges them, {@code restart} starts another instance.
 */
public abstract class ActionExecutorContract {
  protected static final EntityId TARGET = EntityId.service("rig", "checkout-api");
  protected static final String REASON = "rem_0123456789abcdef: errors since 1.5.0";
  protected static final Instant STARTED = Instant.parse("2026-02-01T03:04:05Z");
  protected static final Map<String, String> BEFORE =
      Map.of("version", "1.5.0", "previous", "1.4.2");
  protected static final Map<String, String> AFTER =
      Map.of("version", "1.4.2", "previous", "1.5.0");

  protected abstract ActionExecutor executor();

  /** Sets a target's fields, as somebody else would change them. */
  protected abstract void place(EntityId target, Map<String, String> fields);

  /** How many effects took place. */
  protected abstract int effects();

  /** What happens to the next effect. */
  protected abstract void next(Mishap mishap);

  /** What was late takes place by now. */
  protected abstract void arrive();

  /**
   * Since when the target runs, in its own words.
   *
   * @param at null: it doesn't tell
   */
  protected abstract void runsSince(@Nullable Instant at);

  /** Sets the target's own clock: so far ahead of ours, or behind. */
  protected abstract void clock(Duration ahead);

  /** The deadline that the target was told last. */
  protected abstract Instant deadline();

  protected abstract void down();

  /** From now on an effect that is asked for isn't answered before any deadline. */
  protected abstract void hang();

  /** Changes what {@code rollback} runs, as somebody would after it was approved. */
  protected abstract void edit() throws IOException;

  /** What this executor was entrusted with: no answer of its may hold it. */
  protected abstract List<String> secrets();

  /** How long a deadline it takes for an effect to be under way. */
  protected Duration patience() {
    return Duration.ofSeconds(4);
  }

  protected static PlannedStep rollback() {
    return new PlannedStep(
        1, "supervisor", "rollback", TARGET, Map.of(), Map.of("version", "1.5.0"), 20);
  }

  protected static PlannedStep restart() {
    return new PlannedStep(1, "supervisor", "restart", TARGET, Map.of(), Map.of(), 20);
  }

  protected static EffectDeadline soon() {
    return within(Duration.ofSeconds(180));
  }

  protected static EffectDeadline within(Duration time) {
    return EffectDeadline.of(Instant.now().plus(time), InstantSource.system());
  }

  protected Outcome<PerformedAction> perform(PlannedStep step, String key) {
    return executor().perform(step, key, REASON, soon(), before());
  }

  /** Makes the executor and its targets. */
  protected void prepare() throws IOException {}

  @BeforeEach
  void theTargetIsAsExpected() throws IOException {
    prepare();
    place(TARGET, BEFORE);
    runsSince(STARTED);
  }

  @Test
  void readsTheFieldsThatMatterAndWhichInstanceRuns() {
    assertThat(Outcomes.value(executor().read(TARGET)))
        .isEqualTo(new ObservedTarget(new TargetState(TARGET, BEFORE), STARTED.toString()));
  }

  @Test
  void anUnknownTargetIsNotFound() {
    var failed = Outcomes.failed(executor().read(EntityId.service("rig", "nobody")));
    assertThat(failed.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(failed.category()).isEqualTo(FailureCategory.USER);
  }

  @Test
  void aDryRunSaysTheSameEachTimeAndChangesNothing() {
    var first = Outcomes.value(executor().dryRun(rollback(), REASON));
    assertThat(first.summary()).contains("1.4.2");
    assertThat(Outcomes.value(executor().dryRun(rollback(), REASON))).isEqualTo(first);
    assertThat(effects()).isZero();
    assertThat(Outcomes.value(executor().read(TARGET)).state().fields()).isEqualTo(BEFORE);
  }

  @Test
  void anEffectTakesPlaceOnceForAKey() {
    Outcomes.value(perform(rollback(), "key-1"));
    Outcomes.value(perform(rollback(), "key-1"));
    assertThat(effects()).isEqualTo(1);
    assertThat(Outcomes.value(executor().read(TARGET)).state().fields()).isEqualTo(AFTER);
  }

  @Test
  void contentIsTheSameUntilItIsEdited() throws IOException {
    var content = Outcomes.value(executor().content(rollback()));
    assertThat(executor().content(rollback())).isEqualTo(Outcome.ok(content));
    assertThat(executor().content(rollback().with(content))).isEqualTo(Outcome.ok(content));
    edit();
    assertThat(executor().content(rollback())).isNotEqualTo(Outcome.ok(content));
  }

  @Test
  void whatAStepIsBoundToTakesEffect() {
    var bound = rollback().with(Outcomes.value(executor().content(rollback())));
    Outcomes.value(executor().dryRun(bound, REASON));
    Outcomes.value(perform(bound, "key-1"));
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void whatWasEditedSinceAStepWasBoundIsNotRun() throws IOException {
    var bound = rollback().with(Outcomes.value(executor().content(rollback())));
    edit();
    assertThat(Outcomes.failed(executor().dryRun(bound, REASON)).code())
        .isEqualTo(FailureCode.CONTENT_CHANGED);
    var failed = Outcomes.failed(perform(bound, "key-1"));
    assertThat(failed.code()).isEqualTo(FailureCode.CONTENT_CHANGED);
    assertThat(failed.code().effectUnknown()).isFalse();
    assertThat(failed.category().retryable()).isFalse();
    assertThat(effects()).isZero();
  }

  @Test
  void aTargetInAnotherStateIsLeftAlone() {
    place(TARGET, Map.of("version", "1.6.0", "previous", "1.5.0"));
    assertThat(Outcomes.failed(executor().dryRun(rollback(), REASON)).code())
        .isEqualTo(FailureCode.STALE);
    var failed = Outcomes.failed(perform(rollback(), "key-1"));
    assertThat(failed.code()).isEqualTo(FailureCode.STALE);
    assertThat(failed.code().effectUnknown()).isFalse();
    assertThat(effects()).isZero();
  }

  @Test
  void anEffectWhoseAnswerWasLostIsSeenWhenReadBack() {
    next(Mishap.ANSWER_LOST);
    var failed = Outcomes.failed(perform(rollback(), "key-1"));
    assertThat(failed.code().effectUnknown()).isTrue();
    var seen = Outcomes.value(executor().readBack(rollback(), before()));
    assertThat(seen.effectSeen()).isTrue();
    assertThat(seen.state().fields()).isEqualTo(AFTER);
  }

  @Test
  void aLostRequestIsSeenToHaveHadNoEffect() {
    next(Mishap.REQUEST_LOST);
    var failed = Outcomes.failed(perform(rollback(), "key-1"));
    assertThat(failed.code().effectUnknown()).isTrue();
    assertThat(Outcomes.value(executor().readBack(rollback(), before())).effectSeen()).isFalse();
  }

  @Test
  void aTargetThatIsNotHealthyAfterwardsIsAFailure() {
    next(Mishap.UNHEALTHY);
    var failed = Outcomes.failed(perform(rollback(), "key-1"));
    assertThat(failed.code()).isEqualTo(FailureCode.UNHEALTHY);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void nothingIsSentAfterTheDeadline() {
    var failed =
        Outcomes.failed(
            executor()
                .perform(rollback(), "key-1", REASON, within(Duration.ofMillis(-1)), before()));
    assertThat(failed.code().effectUnknown()).isFalse();
    assertThat(effects()).isZero();
  }

  /** Only the deadline's own clock has gone on then. */
  @Test
  void nothingIsSentWhenTheMachineWasSuspendedUntilAfterTheDeadline() {
    var at = Instant.parse("2031-05-06T07:08:09Z");
    var clock = new AtomicReference<>(at.minusSeconds(60));
    var deadline = EffectDeadline.of(at, clock::get);
    clock.set(at.plusSeconds(1));
    var failed =
        Outcomes.failed(executor().perform(rollback(), "key-1", REASON, deadline, before()));
    assertThat(failed.code().effectUnknown()).isFalse();
    assertThat(effects()).isZero();
  }

  @Test
  void beingUnreachableIsToldFromFailing() {
    var unknown = new PlannedStep(1, "supervisor", "explode", TARGET, Map.of(), Map.of(), 20);
    var refused = Outcomes.failed(perform(unknown, "key-1"));
    assertThat(refused.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(refused.category().retryable()).isFalse();
    down();
    var failed = Outcomes.failed(perform(rollback(), "key-2"));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.code().effectUnknown()).isFalse();
    assertThat(failed.category().retryable()).isTrue();
    assertThat(executor().check().advice()).isNotBlank();
  }

  @Test
  void aKeyThatIsSentTwiceAtTheSameTimeHasOneEffect() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome<PerformedAction>> once = () -> perform(rollback(), "key-1");
      for (var one : threads.invokeAll(List.of(once, once))) {
        Outcomes.value(one.get());
      }
    }
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void theDeadlineEndsTheWaiting() {
    hang();
    var deadline = within(patience());
    var failed =
        Outcomes.failed(executor().perform(rollback(), "key-1", REASON, deadline, before()));
    assertThat(failed.code().effectUnknown()).isTrue();
    // The loop counts on that nothing is sent later; a busy machine tells of it a while after that.
    assertThat(deadline.left()).isGreaterThan(Duration.ofSeconds(-15));
  }

  @Test
  void theResultIsBoundedAndHoldsNoSecret() {
    var dryRun = Outcomes.value(executor().dryRun(rollback(), REASON));
    var performed = Outcomes.value(perform(rollback(), "key-1"));
    assertThat(performed.result()).hasSizeLessThanOrEqualTo(16 * 1024);
    assertThat(performed.summary()).hasSizeLessThanOrEqualTo(1024);
    var all = dryRun + performed.summary() + new String(performed.result(), UTF_8);
    secrets().forEach(secret -> assertThat(all).doesNotContain(secret));
  }

  @Test
  void whatArrivesLateHasOneEffectAlsoIfItWasSentAgain() {
    next(Mishap.LATE);
    assertThat(Outcomes.failed(perform(rollback(), "key-1")).code().effectUnknown()).isTrue();
    assertThat(Outcomes.value(executor().readBack(rollback(), before())).effectSeen()).isFalse();
    assertThat(executor().honoursKeys(rollback())).isTrue();
    Outcomes.value(perform(rollback(), "key-1"));
    arrive();
    assertThat(effects()).isEqualTo(1);
    assertThat(Outcomes.value(executor().readBack(rollback(), before())).effectSeen()).isTrue();
  }

  @Test
  void theTargetIsToldTheDeadlineAndNoClockOfOurs() {
    var at = Instant.parse("2031-05-06T07:08:09Z");
    var deadline = EffectDeadline.of(at, () -> at.minusSeconds(60));
    Outcomes.value(executor().perform(rollback(), "key-1", REASON, deadline, before()));
    assertThat(deadline()).isEqualTo(at);
  }

  @Test
  void aRestartIsSeenHoweverTheTargetsClockIsSet() {
    for (var hours : List.of(-2, 2)) {
      clock(Duration.ofHours(hours));
      var before = Outcomes.value(executor().read(TARGET));
      next(Mishap.ANSWER_LOST);
      var lost = executor().perform(restart(), "key" + hours, REASON, soon(), before);
      assertThat(Outcomes.failed(lost).code().effectUnknown()).isTrue();
      assertThat(Outcomes.value(executor().readBack(restart(), before)).effectSeen()).isTrue();
    }
    assertThat(effects()).isEqualTo(2);
  }

  @Test
  void aStartThatWasThereBeforeIsNoRestartHoweverLateItIs() {
    runsSince(Instant.now().plus(Duration.ofHours(2)));
    var before = Outcomes.value(executor().read(TARGET));
    next(Mishap.REQUEST_LOST);
    var lost = executor().perform(restart(), "key-1", REASON, soon(), before);
    assertThat(Outcomes.failed(lost).code().effectUnknown()).isTrue();
    assertThat(Outcomes.value(executor().readBack(restart(), before)).effectSeen()).isFalse();
    assertThat(effects()).isZero();
  }

  @Test
  void aRestartThatSucceededIsOneEffect() {
    Outcomes.value(perform(restart(), "key-1"));
    assertThat(Outcomes.value(executor().readBack(restart(), before())).effectSeen()).isTrue();
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void anEffectThatCouldNeverBeSeenIsRefusedUnsent() {
    runsSince(null);
    refusedUnsent(restart());
    place(TARGET, Map.of("version", "1.5.0", "previous", "1.5.0"));
    refusedUnsent(rollback());
  }

  private void refusedUnsent(PlannedStep step) {
    var before = Outcomes.value(executor().read(TARGET));
    var dryRun = Outcomes.failed(executor().dryRun(step, REASON));
    assertThat(dryRun.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(dryRun.category().retryable()).isFalse();
    var performed =
        Outcomes.failed(executor().perform(step, step.action(), REASON, soon(), before));
    assertThat(performed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(performed.category().retryable()).isFalse();
    assertThat(effects()).isZero();
  }

  @Test
  void aDryRunThatActsIsNoticed() {
    next(Mishap.DRY_RUN_ACTS);
    var failed = Outcomes.failed(executor().dryRun(rollback(), REASON));
    assertThat(failed.code()).isEqualTo(FailureCode.DRY_RUN_ACTED);
    assertThat(failed.category().retryable()).isFalse();
    assertThat(effects()).isEqualTo(1);
  }

  protected static ObservedTarget before() {
    return new ObservedTarget(new TargetState(TARGET, BEFORE), STARTED.toString());
  }
}
