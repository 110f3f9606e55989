package io.countersign.ledger.codec;

/**
 * A decision led to an event of more than 32 KiB: a defect of whoever built the command, which
 * should have put the bulk into a blob. Nothing of the command is recorded; sending it again ends
 * the same.
 */
public final class EventTooLargeException extends RuntimeException {
  public EventTooLargeException(String type, int bytes, int largest) {
    super(type + " would have " + bytes + " bytes, and at most " + largest + " are recorded");
  }
}
