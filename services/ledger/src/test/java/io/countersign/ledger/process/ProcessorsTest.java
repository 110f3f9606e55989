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
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Followers that failed wait, but not for long once it's well again. */
class ProcessorsTest {
  /** After so many failures Axon waits for half a minute. */
  private static final int FAILURES = 6;

  private static final Duration STEP = Duration.ofMillis(500);

  /** So much slower than ours that its half a minute is longer than the test's patience. */
  private static final int SLOWLY = 8;

  @Test
  void whatACoordinatorPutsOffComesSoon() throws Exception {
    try (var coordinator = new PromptCoordinator("test")) {
      var ran = new CompletableFuture<Boolean>();
      var _ = coordinator.schedule(() -> ran.complete(true), 1, TimeUnit.HOURS);
      assertThat(ran.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  /** By a clock of the test's own: it isn't the wait that ends. */
  @Test
  void whoFailedGoesOnAtOnceWhenItIsToldThatTheDatabaseIsBack() throws Exception {
    var database = TestDatabase.create();
    var view = new Failing(new AtomicInteger());
    var clock = new TestClock();
    try (var ledger = database.openWithoutCorrelation()) {
      ledger.send(bySystem(register("someone", Role.VIEWER))).get(4, TimeUnit.MINUTES);
      var transactions = new Transactions(source(database));
      var streams = new EventStreams(transactions, new EventReader());
      var processors = new Processors(transactions, streams, new EventSerializer(), clock);
      try (var views = new ViewGroup("waiting", List.of(view), processors, transactions)) {
        views.start();
        Eventually.holds("it has failed", () -> view.called() == FAILURES || clock.passes(STEP));
        clock.slowDown();
        Eventually.holds(
            "it's told and goes on",
            () -> {
              processors.resume();
              return view.called() > FAILURES;
            });
      }
    }
  }

  private record Failing(AtomicInteger calls) implements View {
    int called() {
      return calls.get();
    }

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
      if (calls.incrementAndGet() <= FAILURES) {
        throw new IllegalStateException("the database is away");
      }
    }
  }

  private static final class TestClock extends Clock {
    private volatile Instant from = Instant.parse("2026-03-02T10:00:00Z");
    private volatile long since;

    /** False, for whoever waits for something else. */
    boolean passes(Duration time) {
      from = from.plus(time);
      return false;
    }

    void slowDown() {
      since = System.nanoTime();
    }

    @Override
    public Instant instant() {
      return since == 0 ? from : from.plusNanos((System.nanoTime() - since) / SLOWLY);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static DataSource source(TestDatabase database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.application().jdbc());
    source.setUser(database.application().user());
    return source;
  }
}
