package io.countersign.ledger.process;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;

import io.countersign.domain.Role;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.codec.EventSerializer;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Followers that failed go on once they are told that the database is back. */
class ProcessorsTest {
  /** Who is told too often does nothing but listen, on a busy machine. */
  private static final long EACH_SECONDS = 2;

  /** By a clock that stands still, so that it isn't a wait that ends. */
  @Test
  void whoFailedGoesOnAtOnceWhenItIsToldThatTheDatabaseIsBack() throws Exception {
    var database = TestDatabase.create();
    var view = new Failing();
    var clock = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);
    try (var ledger = database.openWithoutCorrelation()) {
      ledger.send(bySystem(register("someone", Role.VIEWER))).get(4, TimeUnit.MINUTES);
      var transactions = new Transactions(source(database));
      var streams = new EventStreams(transactions, new EventReader());
      var processors = new Processors(transactions, streams, new EventSerializer(), clock);
      try (var views = new ViewGroup("waiting", List.of(view), processors, transactions)) {
        views.start();
        Eventually.holds("it has failed", view.failed::get);
        Eventually.holds("it's told and goes on", () -> goesOn(view, processors));
      }
    }
  }

  private static boolean goesOn(Failing view, Processors processors) {
    processors.resume();
    try {
      return view.wentOn.await(EACH_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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
