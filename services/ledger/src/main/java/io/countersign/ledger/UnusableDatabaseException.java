package io.countersign.ledger;

import java.util.List;

/** A database that isn't safe to use as it is; an operator has to put it right. */
public final class UnusableDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /**
   * @param problems what is wrong and what to do, one a line
   */
  public UnusableDatabaseException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems == null ? List.of() : problems;
  }
}
