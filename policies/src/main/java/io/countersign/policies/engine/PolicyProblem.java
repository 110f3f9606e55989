package io.countersign.policies.engine;

/**
 * One thing that is wrong with a policy file.
 *
 * @param line 1, 2, ...
 * @param column 1, 2, ...
 * @param source the line's text; empty when there is none
 */
public record PolicyProblem(String file, int line, int column, String message, String source) {
  /** File, line and column with the message, then the line with a caret under the place. */
  public String text() {
    var head = file + ":" + line + ":" + column + ": " + message;
    return source.isBlank()
        ? head
        : head + "\n  " + source + "\n  " + " ".repeat(Math.max(0, column - 1)) + "^";
  }

  @Override
  public String toString() {
    return text();
  }
}
