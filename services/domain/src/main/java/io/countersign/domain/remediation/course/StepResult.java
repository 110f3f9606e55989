package io.countersign.domain.remediation.course;

import io.countersign.domain.remediation.StepAttempt;

/** The outcome of a step's attempt, as its executor told it or as it was read back. */
public sealed interface StepResult {
  /** It took effect. */
  record Effective() implements StepResult {}

  /**
   * It was read back that the effect isn't to be seen so far.
   *
   * @param repeatable whether the target is declared to honour keys, so that what is in doubt may
   *     be sent again under the same one
   */
  record NoEffect(boolean repeatable) implements StepResult {}

  /** It was sent, and nobody knows what became of it: it has to be read back. */
  record Unknown() implements StepResult {}

  /** It couldn't be read back. */
  record Unreadable() implements StepResult {}

  /**
   * It was declined, or it left the target unhealthy.
   *
   * @param code the executor's stable word
   * @param again whether another attempt may succeed: nothing received it, or it was refused for
   *     now
   */
  record Failed(String code, boolean again) implements StepResult {
    /** The one code after which the target is another than before. */
    public static final String TOOK_EFFECT = StepAttempt.TOOK_EFFECT;
  }
}
