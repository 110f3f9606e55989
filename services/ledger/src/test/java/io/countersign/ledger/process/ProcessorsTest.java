package io.countersign.ledger.process;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Role;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.codec.EventSerializer;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Followers don't stand still for longer than seconds, and not because of themselves. */
class ProcessorsTest {
  private static final long WAIT_SECONDS = Eventually.PATIENCE.toSeconds();

  /** Its claim is extended meanwhile: who had to wait for that would let the follower stand. */
  @Test
  void theTokenOfABatchThatTakesLongIsLockedByNobody() throws Exception {
    var database = TestDatabase.create();
    var view = new Slow(database);
    try (var ledger = database.openWithoutCorrelation()) {
      ledger.send(bySystem(register("someone", Role.VIEWER))).get(4, TimeUnit.MINUTES);
      var transactions = new Transactions(source(database));
      var streams = new EventStreams(transactions, new EventReader());
      var processors = new Processors(transactions, streams, new EventSerializer());
      try (var views = new ViewGroup("slow", List.of(view), 10, processors, transactions)) {
        views.start();
        assertThat(view.extended.get(4, TimeUnit.MINUTES)).isTrue();
      }
    }
  }

  /** By a clock that stands still, so that it isn't a wait that ends. */
  @Test
  void whoFailedGoesOnAfterSecondsThoughNobodyTellsIt() throws Exception {
    var database = TestDatabase.create();
    var view = new Failing();
    var clock = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);
    try (var ledger = database.openWithoutCorrelation()) {
      ledger.send(bySystem(register("someone", Role.VIEWER))).get(4, TimeUnit.MINUTES);
      var transactions = new Transactions(source(database));
      var streams = new EventStreams(transactions, new EventReader());
      var processors = new Processors(transactions, streams, new EventSerializer(), clock);
      try (var views = new ViewGroup("waiting", List.of(view), 10, processors, transactions)) {
        views.start();
        assertThat(view.wentOn.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  /** Else an executor never runs it again, and no log says why. */
  @Test
  void whatIsDoneEveryFewSecondsGoesOnAfterItFailed() throws Exception {
    var times = new CountDownLatch(3);
    try (var thread = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          thread.scheduleWithFixedDelay(
              Processors.unfailing(
                  "failing",
                  () -> {
                    times.countDown();
                    throw new IllegalStateException("not now");
                  }),
              0,
              1,
              TimeUnit.MILLISECONDS);
      assertThat(times.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      thread.shutdownNow();
    }
  }

  /** Extends the claim of the batch that it's given, as Axon's coordinator does. */
  private static final class Slow implements View {
    private final TestDatabase database;
    private final CompletableFuture<Boolean> extended = new CompletableFuture<>();

    Slow(TestDatabase database) {
      this.database = database;
    }

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public List<String> tables() {
      return List.of();
    }

    @Override
    public void apply(List<RecordedEvent> events, SqlConnection sql) {
      try (var connection = database.connect()) {
        var other = new SqlConnection(connection);
        other.execute("set lock_timeout = '5s'");
        extended.complete(
            other.execute("update token_entry set segment = segment where processor_name = 'slow'")
                == 1);
      } catch (SQLException | SqlFailureException e) {
        extended.completeExceptionally(e);
      }
    }
  }

  private static final class Failing implements View {
    private final AtomicBoolean failed = new AtomicBoolean();
    private final CountDownLatch wentOn = new CountDownLatch(1);

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public List<String> tables() {
      return List.of();
    }

    @Override
    public void apply(List<RecordedEvent> events, SqlConnection sql) {
      if (failed.compareAndSet(false, true)) {
        throw new IllegalStateException("the database is away");
      }
      wentOn.countDown();
    }
  }

  private static DataSource source(TestDatabase database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.application().jdbc());
    source.setUser(database.application().user());
    return source;
  }
}
