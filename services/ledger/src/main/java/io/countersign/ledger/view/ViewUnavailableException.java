package io.countersign.ledger.view;

/** The views can't be read now; trying again may help. */
public final class ViewUnavailableException extends RuntimeException {
  ViewUnavailableException(Throwable cause) {
    super(cause);
  }
}
