package io.countersign.ledger.commit;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.grant;
import static io.countersign.ledger.testing.Commands.register;
import static io.countersign.ledger.testing.Commands.revoke;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.Role;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Two servers write to the same few aggregates of one database at once, and a third one reads. */
@OnAnyPostgres
class TwoLedgersTest {
  private static final int HOT = 4;
  private static final int ROUNDS = 150;

  private final TestDatabase database = TestDatabase.create();

  @Test
  void keepOneOrder() throws Exception {
    try (var one = database.openWithoutCorrelation();
        var two = database.openWithoutCorrelation();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < HOT; i++) {
        one.send(bySystem(register("hot_" + i, Role.VIEWER)))
            .get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      var writing = new AtomicBoolean(true);
      var gaps = threads.submit(() -> gapsSeen(writing));
      var writers = new ArrayList<Future<Long>>();
      for (var ledger : List.of(one, two)) {
        for (int caller = 0; caller < 3; caller++) {
          writers.add(threads.submit(() -> toggle(ledger)));
        }
      }
      long done = HOT;
      for (var writer : writers) {
        done += writer.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      writing.set(false);
      assertThat(gaps.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
      assertInOrder(done);
      assertThat(two.awaitViews(two.head(), Eventually.PATIENCE)).isTrue();
    }
  }

  /** Half of what they ask for is so already when another caller was faster. */
  private static long toggle(Ledger ledger) {
    long done = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var id = "hot_" + round % HOT;
      var receipts =
          ledger.sendAll(
              List.of(bySystem(grant(id, Role.RESPONDER)), bySystem(revoke(id, Role.RESPONDER))));
      done += receipts.stream().map(CompletableFuture::join).filter(TwoLedgersTest::did).count();
    }
    return done;
  }

  private static boolean did(Receipt receipt) {
    return receipt.answer() instanceof Answer.Done;
  }

  /** What a reader misses when it only ever asks for what lies behind the last position it saw. */
  private long gapsSeen(AtomicBoolean writing) throws SQLException {
    long last = 0;
    long gaps = 0;
    try (var connection = database.connect();
        var select =
            connection.prepareStatement(
                "select global_index from event where global_index > ? order by 1")) {
      boolean more = true;
      while (more) {
        more = writing.get();
        select.setLong(1, last);
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            gaps += rows.getLong(1) - last - 1;
            last = rows.getLong(1);
          }
        }
      }
    }
    return gaps;
  }

  private void assertInOrder(long events) throws SQLException {
    try (var connection = database.connect()) {
      assertThat(number(connection, "select count(*) from event")).isEqualTo(events);
      assertThat(number(connection, "select max(global_index) from event")).isEqualTo(events);
      assertThat(
              number(
                  connection,
                  """
                  select count(*) from (select 1 from event group by aggregate_id
                    having count(*) <> max(sequence_number) + 1) broken\
                  """))
          .isZero();
      assertThat(
              number(
                  connection,
                  """
                  select count(*) from (select 1 from event
                    group by meta_data::jsonb ->> 'commandId' having count(*) > 1) doubled\
                  """))
          .isZero();
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var select = connection.prepareStatement(sql);
        var row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
