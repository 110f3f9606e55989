package io.countersign.ledger.correlation;

import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.Correlator;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.Submission;
import io.countersign.ledger.View;
import io.countersign.ledger.postgres.DatabaseStatus;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The only one that opens incidents (invariant 14). It takes alerts in ledger order, asks the pure
 * {@link Correlator} over its own index, and sends what follows to the ledger. The index and the
 * token are one transaction, the commands are others: a crash in between makes it ask the same
 * again, which changes nothing. It must run as one segment, with a token of its own.
 */
public final class CorrelationProcessor implements View {
  /**
   * How many events are one transaction. It waits for their commands' commit, which takes tens of
   * milliseconds each on a busy machine: few enough that an alert storm's batch ends within
   * seconds.
   */
  public static final int BATCH = 100;

  private final Supplier<Topology> topology;
  private final Function<List<Submission>, List<CompletableFuture<Receipt>>> ledger;
  private final CorrelationSettings settings;

  /**
   * @param topology as it is now: at least what was declared before the alert
   * @param ledger sends commands as one request, answers after the commit
   */
  public CorrelationProcessor(
      Supplier<Topology> topology,
      Function<List<Submission>, List<CompletableFuture<Receipt>>> ledger,
      CorrelationSettings settings) {
    this.topology = topology;
    this.ledger = ledger;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "correlation";
  }

  @Override
  public List<String> tables() {
    return Stream.concat(CorrelationIndex.TABLES.stream(), MutedAlerts.TABLES.stream()).toList();
  }

  @Override
  public void apply(List<RecordedEvent> batch, SqlConnection sql) {
    preferIndexes(sql);
    new CorrelationBatch(
            new CorrelationIndex(sql),
            new MutedAlerts(sql),
            topology.get(),
            ledger,
            settings,
            () -> DatabaseStatus.read(sql).clock())
        .take(batch);
  }

  /**
   * Statements are planned while the tables are nearly empty, when reading them whole looks cheap;
   * in an alert storm those plans would become slow long before PostgreSQL gathers statistics.
   */
  private static void preferIndexes(SqlConnection sql) {
    sql.execute("set local enable_seqscan = off");
  }
}
