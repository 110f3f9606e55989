package io.countersign.domain.calendar.rule;

import java.time.Instant;

/** A piece of real time, from its start (inclusive) to its end (exclusive), UTC. */
public record Span(Instant start, Instant end) {
  /** One that ends as it starts, or before, holds no instant. */
  public boolean isEmpty() {
    return !start.isBefore(end);
  }

  public boolean contains(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }

  public boolean overlaps(Span other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  @Override
  public String toString() {
    return start + "/" + end;
  }
}
