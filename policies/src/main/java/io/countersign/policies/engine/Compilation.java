package io.countersign.policies.engine;

import java.util.List;
import java.util.stream.Collectors;

/** The outcome of compiling: the thing itself, or everything that is wrong with it. */
public sealed interface Compilation<T> {
  /** The result, when all is well. */
  record Compiled<T>(T value) implements Compilation<T> {}

  /**
   * The problems, when something is wrong: nothing is used then.
   *
   * @param problems by file, line and column
   */
  record Rejected<T>(List<PolicyProblem> problems) implements Compilation<T> {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /**
   * For files that must be right, such as the shipped ones.
   *
   * @throws IllegalStateException with every problem's text
   */
  default T orThrow() {
    return switch (this) {
      case Compiled<T>(var value) -> value;
      case Rejected<T>(var problems) ->
          throw new IllegalStateException(
              problems.stream().map(PolicyProblem::text).collect(Collectors.joining("\n")));
    };
  }
}
