package io.countersign.ledger.view;

import io.countersign.ledger.View;
import io.countersign.ledger.postgres.ScratchTransaction;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlFailureException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Reads views as they were when a position was the last: the same views, filled anew from the
 * events up to there. Their tables are temporary ones of the same names, as a rebuild has them, and
 * so is what is read as {@code event}; so whoever reads them asks the same questions as of today.
 */
public final class PastReader {
  /** Each holds a connection and fills tables: readers of today come first. */
  private static final int AT_ONCE = 2;

  private static final int PATIENCE_SECONDS = 10;

  private final DataSource source;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  public PastReader(DataSource source) {
    this.source = source;
  }

  /**
   * @param position of the last event that is known
   * @param views that the questions are about; empty until {@link Past#take}
   * @throws ViewUnavailableException when the database can't be asked, or too many ask
   */
  public <T> T at(long position, List<View> views, Function<Past, T> questions) {
    acquire();
    try {
      return ScratchTransaction.run(source, sql -> questions.apply(prepared(position, views, sql)));
    } catch (SqlFailureException e) {
      throw new ViewUnavailableException(e);
    } finally {
      turns.release();
    }
  }

  private void acquire() {
    try {
      if (turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      throw new ViewUnavailableException(new IllegalStateException("too many ask of the past"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ViewUnavailableException(e);
    }
  }

  private static Past prepared(long position, List<View> views, SqlConnection sql) {
    var past = new Past(sql, views);
    past.empty(views.stream().flatMap(view -> view.tables().stream()).toList());
    sql.execute(
        "create temporary view event as select * from public.event where global_index <= "
            + position);
    // Nobody gathers statistics about temporary tables; reading them whole looks cheap for ever.
    sql.execute("set local enable_seqscan = off");
    return past;
  }
}
