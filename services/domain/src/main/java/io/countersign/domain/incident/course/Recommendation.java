package io.countersign.domain.incident.course;

/** The outcome of looking for a remedy of the last diagnosis' cause. */
public sealed interface Recommendation {
  String reason();

  /** A remedy is proposed, stands already, or isn't needed. */
  record Settled(String reason) implements Recommendation {}

  /** What a target is busy with has to end first. */
  record Postponed(String reason) implements Recommendation {}

  /** A target couldn't be asked just now. */
  record Failed(String reason) implements Recommendation {}

  /** There is none: a person takes over. */
  record Unavailable(String reason) implements Recommendation {}
}
