package io.countersign.ledger.view;

import io.countersign.ledger.postgres.NulPolicy;
import io.countersign.ledger.postgres.ReadOnlyTransaction;
import io.countersign.ledger.postgres.SqlFailureException;
import java.util.function.Function;
import javax.sql.DataSource;

/** Reads views and events consistently: all that one answer shows is of one moment. */
public final class ViewReader {
  private final DataSource source;

  public ViewReader(DataSource source) {
    this.source = source;
  }

  /**
   * @throws ViewUnavailableException when the database can't be asked
   */
  public <T> T read(Function<ViewQuery, T> questions) {
    try {
      return ReadOnlyTransaction.read(
          source, sql -> questions.apply(new ViewQuery(sql.with(NulPolicy.DROP))));
    } catch (SqlFailureException e) {
      throw new ViewUnavailableException(e);
    }
  }
}
