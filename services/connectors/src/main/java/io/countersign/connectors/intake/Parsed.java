package io.countersign.connectors.intake;

import io.countersign.connectors.spi.Problem;
import java.util.List;

/** What came of reading a body. */
public sealed interface Parsed<T> {
  /** It can be used, at least in parts: the batch names what had to be left out. */
  record Accepted<T>(T content) implements Parsed<T> {}

  /** It can't be used. */
  record Malformed<T>(List<Problem> problems) implements Parsed<T> {
    public Malformed {
      problems = List.copyOf(problems);
    }
  }

  /** It's beyond a limit, and wasn't read. */
  record TooLarge<T>(Problem problem) implements Parsed<T> {}
}
