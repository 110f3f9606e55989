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
import java.time.Instant;
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
  private static final Clock STOPPED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @Test
  void whatACoordinatorPutsOffComesSoon() throws Exception {
    try (var coordinator = new PromptCoordinator("test")) {
      var ran = new CompletableFuture<Boolean>();
      var _ = coordinator.schedule(() -> ran.complete(true), 1, TimeUnit.HOURS);
      assertThat(ran.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  /** By a clock that stands still no wait ever ends, so only being told can have ended it. */
  @Test
  void whoFailedGoesOnAtOnceWhenItIsToldThatTheDatabaseIsBack() throws Exception {
    var database = TestDatabase.create();
    var attempts = new AtomicInteger();
    var seen = new CompletableFuture<Boolean>();
    try (var ledger = database.openWithoutCorrelation()) {
      ledger.send(bySystem(register("someone", Role.VIEWER))).get(30, TimeUnit.SECONDS);
      var transactions = new Transactions(source(database));
      var streams = new EventStreams(transactions, new EventReader());
      var processors = new Processors(transactions, streams, new EventSerializer(), STOPPED);
      var view = new FailingOnce(attempts, seen);
      try (var views = new ViewGroup("waiting", List.of(view), processors, transactions)) {
        views.start();
        Eventually.holds("it fails", () -> attempts.get() == 1);
        Eventually.holds(
            "it's told, and goes on",
            () -> {
              processors.resume();
              return seen.isDone();
            });
      }
    }
    assertThat(attempts).hasValue(2);
  }

  private record FailingOnce(AtomicInteger attempts, CompletableFuture<Boolean> done)
      implements View {
    @Override
    public String name() {
      return "failing-once";
    }

    @Override
    public List<String> tables() {
      return List.of();
    }

    @Override
    public void apply(List<RecordedEvent> events, SqlConnection sql) {
      if (attempts.incrementAndGet() == 1) {
        throw new IllegalStateException("the database is away");
      }
      done.complete(true);
    }
  }

  private static DataSource source(TestDatabase database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.application().jdbc());
    source.setUser(database.application().user());
    return source;
  }
}
