package io.countersign.connectors.testing;

import io.countersign.connectors.spi.Outcome;

/** The expectations of tests about outcomes. */
public final class Outcomes {
  private Outcomes() {}

  public static <T> T value(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Ok<T>(var value) -> value;
      case Outcome.Failed<T> failed -> throw new AssertionError("failed: " + failed);
    };
  }

  public static <T> Outcome.Failed<T> failed(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Ok<T>(var value) -> throw new AssertionError("did not fail: " + value);
      case Outcome.Failed<T> failed -> failed;
    };
  }
}
