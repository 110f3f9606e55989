package io.countersign.cli.api;

/** The refusal to tell a secret to a server that didn't prove to be the one that is known. */
public final class UnprovenServerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnprovenServerException(String message) {
    super(message);
  }
}
