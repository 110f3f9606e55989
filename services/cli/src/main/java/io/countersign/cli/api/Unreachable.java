package io.countersign.cli.api;

/** The server didn't answer, or not as itself. */
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unreachable(String message) {
    super(message);
  }
}
