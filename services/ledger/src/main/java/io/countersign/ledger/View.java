package io.countersign.ledger;

import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;

/**
 * Tables for eyes, derived from events and from nothing else: whoever applies the same events again
 * gets the same bytes. All views are fed together, in the order of the ledger, their token in the
 * same transaction.
 */
public interface View {
  String name();

  /** What a rebuild empties first; names only this view writes to. */
  List<String> tables();

  /**
   * Takes the next events into its tables.
   *
   * @param batch in order of position, at least one, of all types
   * @param sql of the batch's transaction
   */
  void apply(List<RecordedEvent> batch, SqlConnection sql);
}
