package io.countersign.domain.remediation;

import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled.Effect;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The latest attempt at one step. One attempt has one key, however often it's sent.
 *
 * @param step number within the plan, or within its rollback
 * @param number 1, 2, ... counted for the step
 * @param key the idempotency key that the target sees
 * @param before the target as it was read just before it was first sent
 * @param sendings how often it was sent, or was about to be
 * @param startedAt when the intent was last recorded (UTC)
 * @param endedAt when its result was recorded (UTC); null while in flight
 * @param code why it failed, in the executor's stable word; empty unless it did
 * @param answered its executor's definite word, where that came late and was news; null otherwise
 */
public record StepAttempt(
    int step,
    int number,
    boolean rollback,
    String key,
    ObservedTarget before,
    int sendings,
    Instant startedAt,
    Progress progress,
    @Nullable Instant endedAt,
    String code,
    @Nullable Effect answered) {
  /** Why a step failed of which nobody knows whether it took effect: a person has to look. */
  public static final String IN_DOUBT = "EFFECT_IN_DOUBT";

  /** The one code after which the target is another than before: it isn't healthy. */
  public static final String TOOK_EFFECT = "UNHEALTHY";

  /** What would have run wasn't what was approved; it wasn't run. */
  public static final String CONTENT_CHANGED = "CONTENT_CHANGED";

  /** Nothing was sent: the key is as good as new. */
  private static final String NOT_RECEIVED = "UNREACHABLE";

  /** The target's definite words that this key has no effect and never will have one. */
  private static final Set<String> REFUSALS =
      Set.of("REFUSED", "STALE", "NOT_FOUND", "UNAUTHORISED");

  /** How far an attempt has come. */
  public enum Progress {
    /** Its effect may or may not have happened: only reading the target back can tell. */
    IN_FLIGHT,
    COMPLETED,
    /** It had no effect, and another attempt may be made. */
    FAILED_AGAIN,
    /** It failed, and no further attempt may be made. */
    FAILED
  }

  /**
   * The key of a step's first attempt, and of one after a refusal: targets replay what they
   * answered to a key.
   */
  public static String key(RemediationId remediation, boolean rollback, int step, int number) {
    return remediation.value() + (rollback ? "-back-" : "-step-") + step + "-attempt-" + number;
  }

  static StepAttempt of(RemediationEvent.StepStarted e) {
    return new StepAttempt(
        e.step(),
        e.attempt(),
        e.rollback(),
        e.key(),
        new ObservedTarget(e.observed(), e.instance()),
        1,
        e.at(),
        Progress.IN_FLIGHT,
        null,
        "",
        null);
  }

  StepAttempt ended(Progress how, Instant at, String why) {
    return new StepAttempt(
        step, number, rollback, key, before, sendings, startedAt, how, at, why, answered);
  }

  /** Sent again: its effect is looked for in what was read before it was first sent. */
  StepAttempt sentAgain(Instant at) {
    return new StepAttempt(
        step, number, rollback, key, before, sendings + 1, at, progress, endedAt, code, answered);
  }

  StepAttempt answered(Effect late) {
    return new StepAttempt(
        step, number, rollback, key, before, sendings, startedAt, progress, endedAt, code, late);
  }

  /** Whether another attempt may follow one that failed so: it certainly has no effect. */
  public static boolean isWithoutEffect(String code) {
    return code.equals(NOT_RECEIVED) || REFUSALS.contains(code);
  }

  /**
   * Whether a failure says enough: of what was sent more than once, a word about one sending tells
   * nothing of the others.
   */
  public boolean mayFailWith(String why, boolean again) {
    return sendings == 1 || (!again && (why.equals(TOOK_EFFECT) || why.equals(IN_DOUBT)));
  }

  /**
   * What an answer that comes after all says of its effect; nothing where it was sent more than
   * once, and another sending may have another answer.
   */
  public Optional<Effect> toldBy(String why) {
    if (why.equals(TOOK_EFFECT)) {
      return Optional.of(Effect.OCCURRED);
    }
    return sendings == 1 && isWithoutEffect(why) ? Optional.of(Effect.ABSENT) : Optional.empty();
  }

  /** The key of the attempt after this one: another one only where this one was refused. */
  String nextKey(RemediationId remediation) {
    return REFUSALS.contains(code) ? key(remediation, rollback, step, number + 1) : key;
  }

  /** What is known of its effect: the executor's late word before what was recorded earlier. */
  public Optional<Effect> effect() {
    return answered == null ? recorded() : Optional.of(answered);
  }

  private Optional<Effect> recorded() {
    return switch (progress) {
      case IN_FLIGHT -> Optional.empty();
      case COMPLETED -> Optional.of(Effect.OCCURRED);
      case FAILED, FAILED_AGAIN ->
          switch (code) {
            case IN_DOUBT -> Optional.empty();
            case TOOK_EFFECT -> Optional.of(Effect.OCCURRED);
            default -> Optional.of(Effect.ABSENT);
          };
    };
  }

  /** Whether it ended, and its target is as it was. */
  boolean hadNoEffect() {
    return !is(Progress.COMPLETED) && effect().equals(Optional.of(Effect.ABSENT));
  }

  boolean mayStillTakeEffect() {
    return effect().isEmpty();
  }

  public boolean is(Progress wanted) {
    return progress == wanted;
  }
}
