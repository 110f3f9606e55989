package io.countersign.ledger;

/**
 * Nothing is written: a witness or the log itself knows more of this record, or another one, and
 * nobody has decided yet what to do about that.
 */
public final class RolledBackException extends UnavailableException {
  public RolledBackException() {
    super(
        "a witness of the record, or its own log, contradicts it: nothing is written until somebody"
            + " decides");
  }
}
