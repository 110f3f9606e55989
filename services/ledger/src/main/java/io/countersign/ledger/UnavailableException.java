package io.countersign.ledger;

/** It can't be made durable now: the queue is full, or the database can't be reached. Try again. */
public class UnavailableException extends RuntimeException {
  public UnavailableException(String message) {
    super(message);
  }

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
