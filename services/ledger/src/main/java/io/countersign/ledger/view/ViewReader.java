package io.countersign.ledger.view;

import io.countersign.ledger.postgres.NulPolicy;
import io.countersign.ledger.postgres.ReadOnlyTransaction;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import java.util.function.Function;
import javax.sql.DataSource;

/** Reads views and events consistently: all that one answer shows is of one moment. */
public final class ViewReader {
  private final DataSource source;

  public ViewReader(DataSource source) {
    this.source = source;
  }

  /** Reads in this thread's transaction; of one moment where its transactions are. */
  public static <T> T within(Transactions transactions, Function<ViewQuery, T> questions) {
    return transactions.call(sql -> questions.apply(new ViewQuery(sql.with(NulPolicy.DROP))));
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
