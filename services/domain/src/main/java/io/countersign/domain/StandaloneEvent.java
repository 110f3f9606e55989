package io.countersign.domain;

import java.util.Optional;

/**
 * An event that belongs to no aggregate's stream: no command asked for it and no decider judged it.
 * What repeats has a key instead, by which it is recorded once.
 */
public interface StandaloneEvent extends Event {
  /**
   * Why it can't be recorded as things stand in the transaction: where a command follows it in one
   * unit, that isn't decided then either.
   *
   * @return empty where nothing is in its way
   */
  default Optional<Answer.Refused> obstacle(Facts facts) {
    return Optional.empty();
  }
}
