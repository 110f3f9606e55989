package io.countersign.ledger.view;

import java.sql.SQLException;

/** The views can't be read now; trying again may help. */
public final class ViewUnavailableException extends RuntimeException {
  ViewUnavailableException(SQLException cause) {
    super(cause);
  }
}
