package io.countersign.domain.remediation.course;

import io.countersign.domain.Digest;

/** The outcome of asking executors what they would run. */
public sealed interface ContentReading {
  /**
   * @param planDigest of the plan with what would run now
   */
  record Read(Digest planDigest) implements ContentReading {}

  /** At least one couldn't be asked. */
  record Unreadable() implements ContentReading {}
}
