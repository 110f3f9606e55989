package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.MissingNode;

/** The outcome of reading a delivered body. */
public sealed interface ParsedBody<T> {
  /** It can be used, at least in parts: the batch names what had to be left out. */
  record Accepted<T>(T content) implements ParsedBody<T> {}

  /** It can't be used. */
  record Malformed<T>(List<InputProblem> problems) implements ParsedBody<T> {
    /** As many are told as anybody reads. */
    public Malformed {
      problems =
          problems.size() <= MOST_PROBLEMS
              ? List.copyOf(problems)
              : Stream.concat(
                      problems.stream().limit(MOST_PROBLEMS),
                      Stream.of(
                          new InputProblem(
                              "", "and " + (problems.size() - MOST_PROBLEMS) + " more problems")))
                  .toList();
    }
  }

  /** It's beyond a limit, and wasn't read. */
  record TooLarge<T>(InputProblem problem) implements ParsedBody<T> {}

  /** At most so many bytes in one body. */
  int MAX_BYTES = 8 * 1024 * 1024;

  /** At most so many problems of one body are told one by one. */
  int MOST_PROBLEMS = 1_000;

  /** Of a body that is longer than {@link #MAX_BYTES}. */
  static <T> ParsedBody<T> tooLong() {
    return new TooLarge<>(new InputProblem("", "is longer than 8 MiB"));
  }

  /**
   * Reads a body of JSON; what isn't well-formed is malformed.
   *
   * @param reading of the object at its top, where problems so far are none
   */
  static <T> ParsedBody<T> ofJson(byte[] body, Function<BodyReader, ParsedBody<T>> reading) {
    if (body.length > MAX_BYTES) {
      return tooLong();
    }
    var problems = new ArrayList<InputProblem>();
    var json = StrictJson.read(body, problems::add).orElse(MissingNode.getInstance());
    return problems.isEmpty()
        ? reading.apply(new BodyReader(json, "", problems))
        : new Malformed<>(problems);
  }
}
