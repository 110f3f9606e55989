package io.countersign.cli.api;

/** The failure of a server that didn't answer, or not as itself. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnreachableException(String message) {
    super(message);
  }
}
