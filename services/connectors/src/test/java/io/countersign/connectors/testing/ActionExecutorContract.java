package io.countersign.connectors.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryExecutor.Mishap;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of every executor. Its target is a service with {@code version} and {@code
 * previous}; the action {@code rollback} exchanges them.
 */
public abstract class ActionExecutorContract {
  protected static final EntityId TARGET = EntityId.service("rig", "checkout-api");
  protected static final String REASON = "rem_0123456789abcdef: errors since 1.5.0";
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

  protected abstract void down();

  /** From now on an effect that is asked for isn't answered before any deadline. */
  protected abstract void hang();

  /** Changes what {@code rollback} runs, as somebody would after it was approved. */
  protected abstract void edit() throws IOException;

  /** What this executor was entrusted with: no answer of its may hold it. */
  protected abstract List<String> secrets();

  /** How long a deadline it takes for an effect to be under way. */
  protected Duration patience() {
    return Duration.ofMillis(300);
  }

  protected static PlannedStep rollback() {
    return new PlannedStep(
        1, "supervisor", "rollback", TARGET, Map.of(), Map.of("version", "1.5.0"), 20);
  }

  protected static Instant soon() {
    return Instant.now().plusSeconds(60);
  }

  /** Makes the executor and its targets. */
  protected void prepare() throws IOException {}

  @BeforeEach
  void theTargetIsAsExpected() throws IOException {
    prepare();
    place(TARGET, BEFORE);
  }

  @Test
  void readsTheFieldsThatMatter() {
    assertThat(Outcomes.value(executor().read(TARGET))).isEqualTo(new TargetState(TARGET, BEFORE));
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
    assertThat(Outcomes.value(executor().read(TARGET)).fields()).isEqualTo(BEFORE);
  }

  @Test
  void anEffectTakesPlaceOnceForAKey() {
    Outcomes.value(executor().perform(rollback(), "key-1", REASON, soon()));
    Outcomes.value(executor().perform(rollback(), "key-1", REASON, soon()));
    assertThat(effects()).isEqualTo(1);
    assertThat(Outcomes.value(executor().read(TARGET)).fields()).isEqualTo(AFTER);
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
    Outcomes.value(executor().perform(bound, "key-1", REASON, soon()));
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void whatWasEditedSinceAStepWasBoundIsNotRun() throws IOException {
    var bound = rollback().with(Outcomes.value(executor().content(rollback())));
    edit();
    assertThat(Outcomes.failed(executor().dryRun(bound, REASON)).code())
        .isEqualTo(FailureCode.CONTENT_CHANGED);
    var failed = Outcomes.failed(executor().perform(bound, "key-1", REASON, soon()));
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
    var failed = Outcomes.failed(executor().perform(rollback(), "key-1", REASON, soon()));
    assertThat(failed.code()).isEqualTo(FailureCode.STALE);
    assertThat(failed.code().effectUnknown()).isFalse();
    assertThat(effects()).isZero();
  }

  @Test
  void anEffectWhoseAnswerWasLostIsSeenWhenReadBack() {
    next(Mishap.ANSWER_LOST);
    var started = Instant.now();
    var failed = Outcomes.failed(executor().perform(rollback(), "key-1", REASON, soon()));
    assertThat(failed.code().effectUnknown()).isTrue();
    var seen = Outcomes.value(executor().readBack(rollback(), before(), started));
    assertThat(seen.effectSeen()).isTrue();
    assertThat(seen.state().fields()).isEqualTo(AFTER);
  }

  @Test
  void aLostRequestIsSeenToHaveHadNoEffect() {
    next(Mishap.REQUEST_LOST);
    var failed = Outcomes.failed(executor().perform(rollback(), "key-1", REASON, soon()));
    assertThat(failed.code().effectUnknown()).isTrue();
    assertThat(
            Outcomes.value(executor().readBack(rollback(), before(), Instant.now())).effectSeen())
        .isFalse();
  }

  @Test
  void aTargetThatIsNotHealthyAfterwardsIsAFailure() {
    next(Mishap.UNHEALTHY);
    var failed = Outcomes.failed(executor().perform(rollback(), "key-1", REASON, soon()));
    assertThat(failed.code()).isEqualTo(FailureCode.UNHEALTHY);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void nothingIsSentAfterTheDeadline() {
    var failed =
        Outcomes.failed(
            executor().perform(rollback(), "key-1", REASON, Instant.now().minusMillis(1)));
    assertThat(failed.code().effectUnknown()).isFalse();
    assertThat(effects()).isZero();
  }

  @Test
  void beingUnreachableIsToldFromFailing() {
    var unknown = new PlannedStep(1, "supervisor", "explode", TARGET, Map.of(), Map.of(), 20);
    var refused = Outcomes.failed(executor().perform(unknown, "key-1", REASON, soon()));
    assertThat(refused.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(refused.category().retryable()).isFalse();
    down();
    var failed = Outcomes.failed(executor().perform(rollback(), "key-2", REASON, soon()));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.code().effectUnknown()).isFalse();
    assertThat(failed.category().retryable()).isTrue();
    assertThat(executor().check().advice()).isNotBlank();
  }

  @Test
  void aKeyThatIsSentTwiceAtTheSameTimeHasOneEffect() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome<PerformedAction>> once =
          () -> executor().perform(rollback(), "key-1", REASON, soon());
      for (var one : threads.invokeAll(List.of(once, once))) {
        Outcomes.value(one.get());
      }
    }
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void theDeadlineEndsTheWaiting() {
    hang();
    var deadline = Instant.now().plus(patience());
    var failed = Outcomes.failed(executor().perform(rollback(), "key-1", REASON, deadline));
    assertThat(failed.code().effectUnknown()).isTrue();
    // The loop counts on that nothing arrives later than this.
    assertThat(Instant.now()).isBefore(deadline.plusSeconds(2));
  }

  @Test
  void theResultIsBoundedAndHoldsNoSecret() {
    var dryRun = Outcomes.value(executor().dryRun(rollback(), REASON));
    var performed = Outcomes.value(executor().perform(rollback(), "key-1", REASON, soon()));
    assertThat(performed.result()).hasSizeLessThanOrEqualTo(16 * 1024);
    assertThat(performed.summary()).hasSizeLessThanOrEqualTo(1024);
    var all = dryRun + performed.summary() + new String(performed.result(), UTF_8);
    secrets().forEach(secret -> assertThat(all).doesNotContain(secret));
  }

  protected static TargetState before() {
    return new TargetState(TARGET, BEFORE);
  }
}
