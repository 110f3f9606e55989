package io.countersign.server.config;

import java.util.List;

/** The server can't start as it's configured. */
public final class StartRefusedException extends Exception {
  private final transient List<String> problems;

  /**
   * @param problems everything that is wrong, one a line, for the operator
   */
  public StartRefusedException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
