package io.countersign.ledger.postgres;

import java.sql.Types;

/**
 * A null that says its type. Only statements need it that are sent very often, with a value and
 * without: the driver prepares a statement anew when the types of its values change.
 */
public enum SqlNull {
  TEXT(Types.VARCHAR),
  BIGINT(Types.BIGINT);

  private final int type;

  SqlNull(int type) {
    this.type = type;
  }

  int type() {
    return type;
  }
}
