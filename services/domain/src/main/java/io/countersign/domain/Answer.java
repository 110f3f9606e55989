package io.countersign.domain;

/** The answer that a caller gets after the commit. A refusal is an answer, never an exception. */
public sealed interface Answer {
  /** It was done; events were recorded. */
  record Done() implements Answer {}

  /** It was so already: nothing was recorded, and that is fine. */
  record Unchanged() implements Answer {}

  /** It may not be done, and why, in words for a person without any secret. */
  record Refused(RefusalCode code, String why) implements Answer {}
}
