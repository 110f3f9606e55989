package io.countersign.ledger.log.key;

/** A key of the log that may not be used, or isn't there; the message holds no secret. */
public final class UnusableKeyException extends RuntimeException {
  public UnusableKeyException(String message) {
    super(message);
  }

  public UnusableKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
