package io.countersign.ledger.axon;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.ledger.postgres.SqlConnection;

/**
 * Keeps what other decisions read (invariant 15): written while the command is handled, in its
 * transaction, so that the next command of the same batch sees it.
 */
public interface FactWriter {
  void write(Event event, CommandContext context, SqlConnection sql);

  /** A new batch begins: what was kept of an earlier one may not be true any more. */
  default void beginBatch() {}
}
