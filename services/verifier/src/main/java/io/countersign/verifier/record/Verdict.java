package io.countersign.verifier.record;

/** The four answers, each with the exit code that says it. */
public enum Verdict {
  OK(0),
  TAMPERED(1),
  USAGE(2),
  /** Nothing wrong was found, and yet it can't be told that all is well. */
  UNCLEAR(3);

  private final int exit;

  Verdict(int exit) {
    this.exit = exit;
  }

  public int exit() {
    return exit;
  }
}
