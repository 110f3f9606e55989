package io.countersign.domain.planning.course;

import io.countersign.domain.planning.Plan;

/** The answer of an executor to what it would do. */
public sealed interface RehearsalAnswer {
  /**
   * It would.
   *
   * @param plan with what it said, where that is to be bound
   */
  record Agreed(Plan plan) implements RehearsalAnswer {}

  /** It can't say just now, or its target has changed since the plan was made. */
  record NotNow(String reason) implements RehearsalAnswer {}

  /** It wouldn't. */
  record Refused(String reason) implements RehearsalAnswer {}
}
