package io.countersign.ledger.commit;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.grant;
import static io.countersign.ledger.testing.Commands.register;
import static io.countersign.ledger.testing.Commands.revoke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.Role;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.UnavailableException;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** One server stands still while it holds the ledger's lock, and another one has to write. */
@OnAnyPostgres
class HeldLedgerTest {
  private final TestDatabase database = TestDatabase.create();

  /** Nobody decides it, and to say so takes the committer as long as the test wants. */
  record Paused(CountDownLatch begun, CountDownLatch over) implements Command {
    @Override
    public String target() {
      return "nobody";
    }

    @Override
    public String toString() {
      begun.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return "paused";
    }
  }

  /** Before the ledgers are closed, which wait for what they have begun. */
  private interface Ending extends AutoCloseable {
    @Override
    void close();
  }

  private static Ending endOf(CountDownLatch over) {
    return over::countDown;
  }

  @Test
  void aPausedServerStopsTheOthersForSecondsOnly() throws Exception {
    var over = new CountDownLatch(1);
    try (var paused = database.openWithoutCorrelation();
        var other = database.openWithoutCorrelation();
        var _ = endOf(over)) {
      var begun = new CountDownLatch(1);
      var held = paused.send(bySystem(new Paused(begun, over)));
      assertThat(begun.await(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      var registration = bySystem(register("person_a", Role.VIEWER));

      assertThatThrownBy(() -> get(other.send(registration)))
          .hasCauseInstanceOf(UnavailableException.class)
          .hasMessageContaining("another server holds the ledger");
      assertThat(other.isTakingIn()).isFalse();
      assertThat(Eventually.get("the lock is free", () -> written(other, registration)).answer())
          .isEqualTo(new Answer.Done());
      assertThat(held).isNotDone();
      assertThat(other.isTakingIn()).isTrue();

      over.countDown();
      assertThatThrownBy(() -> get(held)).isInstanceOf(Exception.class);
      var registered = get(paused.send(bySystem(register("person_b", Role.VIEWER))));
      assertThat(registered.position()).isEqualTo(2);
    }
  }

  /**
   * Both decide the same about one person on what was there. The one whose transaction the database
   * ended has recorded nothing of it, and decides anew on what the other one left.
   */
  @Test
  void ofTwoServersThatDecideTheSameOneIsRecordedAndTheOtherDecidesAnew() throws Exception {
    var over = new CountDownLatch(1);
    try (var paused = database.openWithoutCorrelation();
        var other = database.openWithoutCorrelation();
        var _ = endOf(over)) {
      get(paused.send(bySystem(register("person_a", Role.VIEWER))));
      var begun = new CountDownLatch(1);
      var held =
          paused.sendAll(
              List.of(
                  bySystem(grant("person_a", Role.APPROVER)), bySystem(new Paused(begun, over))));
      assertThat(begun.await(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      var granted =
          Eventually.get(
              "the lock is free", () -> written(other, bySystem(grant("person_a", Role.APPROVER))));
      assertThat(granted.answer()).isEqualTo(new Answer.Done());
      over.countDown();

      assertThat(get(held.getFirst()).answer()).isEqualTo(new Answer.Unchanged());
      assertThat(paused.head()).isEqualTo(2);
      var revoked = get(paused.send(bySystem(revoke("person_a", Role.APPROVER))));
      assertThat(revoked.answer()).isEqualTo(new Answer.Done());
      assertThat(get(other.send(bySystem(grant("person_a", Role.APPROVER)))).position())
          .isEqualTo(4);
    }
  }

  private static Optional<Receipt> written(Ledger ledger, Submission submission) {
    try {
      return Optional.of(ledger.send(submission).join());
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(UnavailableException.class);
      return Optional.empty();
    }
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsNotWritten() throws Exception {
    try (var ledger = database.openWithoutCorrelation();
        var connection = database.connect()) {
      connection.setAutoCommit(false);
      new SqlConnection(connection).exists("select ledger_next()");
      var first = ledger.send(bySystem(register("person_c", Role.VIEWER)));
      Eventually.holds("the committer waits", () -> holdsUp(connection, database));
      var abandoned = ledger.send(bySystem(register("person_d", Role.VIEWER)));
      var kept = ledger.send(bySystem(register("person_e", Role.VIEWER)));
      abandoned.cancel(false);
      connection.rollback();

      assertThat(get(first).position()).isEqualTo(1);
      assertThat(get(kept).position()).isEqualTo(2);
      assertThat(ledger.head()).isEqualTo(2);
    }
  }

  /** Whether somebody waits for what a connection's transaction holds. */
  static boolean holdsUp(Connection holder, TestDatabase database) {
    try (var connection = database.connect()) {
      return new SqlConnection(connection)
          .exists(
              "select 1 from pg_stat_activity where datname = current_database()"
                  + " and ? = any(pg_blocking_pids(pid))",
              holder.unwrap(PGConnection.class).getBackendPID());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Receipt get(CompletableFuture<Receipt> receipt) throws Exception {
    return receipt.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
