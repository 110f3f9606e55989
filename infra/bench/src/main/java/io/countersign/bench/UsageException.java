package io.countersign.bench;

/** A benchmark was asked for wrongly; the message says what is wrong. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
