package io.countersign.ledger.codec;

/**
 * An event of more than 32 KiB: a defect of whoever built it, who should have put the bulk into a
 * blob. Nothing is recorded; sending it again ends the same. A command that leads to one is refused
 * ({@code RECORD_TOO_LARGE}).
 */
public final class EventTooLargeException extends RuntimeException {
  public EventTooLargeException(String type, int bytes, int largest) {
    super(type + " would have " + bytes + " bytes, and at most " + largest + " are recorded");
  }
}
