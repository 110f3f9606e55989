package io.countersign.domain.ticketing;

/** The reason for which a value of ours doesn't stand on a ticket. */
public enum NotTaken {
  /** It was written and answered, more than once, and something else stands there. */
  NOT_KEPT,
  /** The system declined it: no such value there, or nothing that is offered leads to it. */
  REFUSED,
  /** The rule has no word of theirs for it: nothing is written. */
  UNMAPPED
}
