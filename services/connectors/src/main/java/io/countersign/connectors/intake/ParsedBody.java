package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import java.util.List;

/** What came of reading a body. */
public sealed interface ParsedBody<T> {
  /** It can be used, at least in parts: the batch names what had to be left out. */
  record Accepted<T>(T content) implements ParsedBody<T> {}

  /** It can't be used. */
  record Malformed<T>(List<InputProblem> problems) implements ParsedBody<T> {
    public Malformed {
      problems = List.copyOf(problems);
    }
  }

  /** It's beyond a limit, and wasn't read. */
  record TooLarge<T>(InputProblem problem) implements ParsedBody<T> {}
}
