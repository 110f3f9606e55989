package io.countersign.ledger.commit;

import static io.countersign.ledger.commit.HeldLedgerTest.get;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Role;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Submission;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A long batch on a slow machine keeps nobody waiting for all of it. */
class LongBatchTest {
  /** A little more than a batch may take; much more, and the database ends its transaction. */
  private static final Duration LONG = Duration.ofMillis(3_100);

  private final TestDatabase database = TestDatabase.create();

  private static Submission person(int number) {
    return bySystem(register("person_" + number, Role.VIEWER));
  }

  @Test
  void whatThereIsNoTimeForWaitsBehindWhatCameMeanwhile() throws Exception {
    var begun = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    try (var ledger = database.openWithoutCorrelation()) {
      var slow = bySystem(new HeldLedgerTest.Paused(begun, over));
      var many = ledger.sendEach(List.of(person(1), slow, person(2), person(3)));
      assertThat(begun.await(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      long since = System.nanoTime();
      var one = ledger.send(person(4));
      Eventually.holds("it took long", () -> System.nanoTime() - since > LONG.toNanos());
      over.countDown();

      assertThat(get(many.get(0)).position()).isEqualTo(1);
      assertThat(get(one).position()).isEqualTo(2);
      assertThat(get(many.get(2)).position()).isEqualTo(3);
      assertThat(get(many.get(3)).position()).isEqualTo(4);
    } finally {
      over.countDown();
    }
  }

  @Test
  void whatWasSentAsOneIsNotDivided() throws Exception {
    var begun = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    try (var ledger = database.openWithoutCorrelation()) {
      var request =
          ledger.sendAll(
              List.of(person(1), bySystem(new HeldLedgerTest.Paused(begun, over)), person(2)));
      assertThat(begun.await(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      long since = System.nanoTime();
      var one = ledger.send(person(3));
      Eventually.holds("it took long", () -> System.nanoTime() - since > LONG.toNanos());
      over.countDown();

      assertThat(get(request.get(2)).position()).isEqualTo(2);
      assertThat(get(one).position()).isEqualTo(3);
    } finally {
      over.countDown();
    }
  }

  /** As if more than two events took longer than a transaction may. */
  @Test
  void whatTookLongerThanATransactionMayIsHalved() throws Exception {
    try (var ledger = database.openWithoutCorrelation()) {
      slowDown();
      var receipts =
          ledger.sendEach(IntStream.range(0, 8).mapToObj(LongBatchTest::person).toList());
      for (int i = 0; i < 8; i++) {
        assertThat(get(receipts.get(i)).position()).isEqualTo(i + 1);
      }
      assertThat(transactions()).isLessThan(8);
    }
  }

  private void slowDown() throws SQLException {
    try (var connection = TestDatabase.connect(database.owner())) {
      var sql = new SqlConnection(connection);
      sql.execute(
          """
          create function slow() returns trigger language plpgsql as $$ begin
            if (select count(*) from event
                where xmin::text::bigint = pg_current_xact_id()::text::bigint) > 2 then
              raise exception 'too long' using errcode = '25P04';
            end if;
            return null;
          end $$\
          """);
      sql.execute("create trigger slow after insert on event for each row execute function slow()");
    }
  }

  private long transactions() throws SQLException {
    try (var connection = database.connect()) {
      return new SqlConnection(connection)
          .first(
              "select count(distinct xmin::text) as many from event", row -> row.longValue("many"))
          .orElseThrow();
    }
  }
}
