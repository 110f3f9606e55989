package io.countersign.ledger.view;

import java.sql.SQLException;

/** The views can't be read now; trying again may help. */
public final class ViewUnavailable extends RuntimeException {
  ViewUnavailable(SQLException cause) {
    super(cause);
  }
}
