package io.countersign.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.log.LogSequencer.Step;
import io.countersign.ledger.log.witness.LogContradictions;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.StoredTree;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.ledger.testing.TrippedSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree in the database grows with the record, whoever is at it and whatever ends them. */
@OnAnyPostgres
class LogSequencerTest {
  private final TestDatabase database = TestDatabase.create();
  private final StoredTree tree = new StoredTree(database);

  private LogSequencer sequencer(int batch) {
    return sequencer(batch, _ -> false);
  }

  private LogSequencer sequencer(int batch, Predicate<String> trips) {
    var source = new TrippedSource(database, trips).source();
    return new LogSequencer(new Transactions(source), batch, () -> {});
  }

  private static int toTheEnd(LogSequencer sequencer) {
    int grown = 0;
    while (sequencer.step() instanceof Step.Grew(int many)) {
      grown += many;
    }
    return grown;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void anyAppendsAndBatchesGiveTheTreeOfTheDefinition(long seed) {
    var random = new Random(seed);
    var one = sequencer(1 + random.nextInt(300));
    for (int round = 0; round < 8; round++) {
      tree.append(1 + random.nextInt(400));
      if (random.nextInt(3) == 0) {
        tree.endTurns();
        one = sequencer(1 + random.nextInt(700));
      }
      if (random.nextBoolean()) {
        one.step();
        tree.assertRight();
      }
    }
    toTheEnd(one);
    assertThat(tree.size()).isEqualTo(tree.leaves().size());
    tree.assertRight();
  }

  /** A06. */
  @Test
  void ofTwoAtOnceOneWaits() {
    var one = sequencer(100);
    var other = sequencer(100);
    tree.append(50);
    assertThat(one.step()).isEqualTo(new Step.Grew(50));
    tree.append(70);
    assertThat(other.step()).isEqualTo(new Step.Standby());
    assertThat(one.step()).isEqualTo(new Step.Grew(70));
    assertThat(one.step()).isEqualTo(new Step.Idle());
    assertThat(one.epoch()).hasValue(1L);
    assertThat(other.epoch()).isEmpty();
    one.close();
    tree.append(5);
    assertThat(other.step()).isEqualTo(new Step.Grew(5));
    assertThat(one.step()).isEqualTo(new Step.Standby());
    tree.assertRight();
  }

  /** Else nothing would be proved until that time has come again. */
  @Test
  void aClockThatSteppedBackKeepsNobodyWaiting() {
    tree.append(10);
    sequencer(100).step();
    tree.tamper("update log_state set held_until = now() + interval '1 hour'");
    tree.append(10);
    assertThat(sequencer(100).step()).isEqualTo(new Step.Grew(10));
    tree.assertRight();
  }

  /** A06, with all that moves: two servers, and a record that grows meanwhile. */
  @Test
  void twoThatRunMakeOneTree() throws Exception {
    try (var one = sequencer(37);
        var other = sequencer(53);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      one.start();
      other.start();
      var writing =
          threads.submit(
              () -> {
                for (int i = 1; i <= 60; i++) {
                  tree.append(i);
                  one.wake();
                  other.wake();
                  if (i % 20 == 0) {
                    tree.endTurns();
                  }
                }
              });
      writing.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Eventually.holds("all is in the tree", () -> tree.size() == 60 * 61 / 2);
    }
    tree.assertRight();
  }

  /** A07: it stands still with all that it has computed, and wakes when others have gone on. */
  @Test
  void whoWasOvertakenIsRefusedByTheDatabase() throws Exception {
    var held = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var armed = new AtomicBoolean();
    var paused =
        sequencer(
            100,
            statement -> {
              if (armed.get() && statement.contains("log_advance")) {
                held.countDown();
                await(over);
              }
              return false;
            });
    tree.append(30);
    paused.step();
    armed.set(true);
    tree.append(30);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var late = threads.submit(paused::step);
      await(held);
      tree.endTurns();
      tree.append(40);
      var other = sequencer(100);
      assertThat(toTheEnd(other)).isEqualTo(70);
      over.countDown();
      assertThatThrownBy(() -> late.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .hasCauseInstanceOf(SqlFailureException.class);
      assertThat(paused.step()).isEqualTo(new Step.Standby());
      assertThat(other.step()).isEqualTo(new Step.Idle());
    }
    assertThat(tree.size()).isEqualTo(100);
    tree.assertRight();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A09: before each statement in turn, and after the commit. */
  @Test
  void whereverItIsKilledTheTreeIsThatOfItsSize() {
    int survived = 0;
    for (int at = 1; survived == 0; at++) {
      tree.append(300);
      tree.endTurns();
      var count = new AtomicInteger();
      int last = at;
      var killed = sequencer(1_000, _ -> count.incrementAndGet() == last);
      try {
        killed.step();
        survived = at;
      } catch (SqlFailureException e) {
        tree.assertRight();
      }
      assertThat(tree.size()).isIn(tree.leaves().size() - 300L, (long) tree.leaves().size());
      tree.endTurns();
      toTheEnd(sequencer(1_000));
      assertThat(tree.size()).isEqualTo(tree.leaves().size());
      tree.assertRight();
    }
    assertThat(survived).isGreaterThan(7);
  }

  /** Its own turn isn't over because a transaction of it failed. */
  @Test
  void whatFailedIsTriedAgainByTheSame() {
    tree.append(10);
    var fails = new AtomicBoolean();
    var one = sequencer(100, it -> it.contains("log_tile") && fails.getAndSet(false));
    one.step();
    tree.append(10);
    fails.set(true);
    assertThatThrownBy(one::step).isInstanceOf(SqlFailureException.class);
    assertThat(one.step()).isEqualTo(new Step.Grew(10));
    assertThat(one.epoch()).hasValue(1L);
    tree.assertRight();
  }

  /** A turn that was taken in a transaction that didn't hold is nobody's. */
  @Test
  void aTurnThatWasNotCommittedIsNotBelieved() {
    tree.append(10);
    var fails = new AtomicBoolean(true);
    var one = sequencer(100, it -> it.contains("log_tile") && fails.getAndSet(false));
    assertThatThrownBy(one::step).isInstanceOf(SqlFailureException.class);
    var other = sequencer(100);
    assertThat(other.step()).isEqualTo(new Step.Grew(10));
    assertThat(one.step()).isEqualTo(new Step.Standby());
  }

  /** The first pass over a record that was there before its log. */
  @Test
  void aFirstPassGoesOnWhereItEnded() {
    tree.append(5_000);
    var first = sequencer(400);
    for (int i = 0; i < 5; i++) {
      first.step();
    }
    assertThat(tree.size()).isEqualTo(2_000);
    tree.endTurns();
    assertThat(toTheEnd(sequencer(400))).isEqualTo(3_000);
    tree.assertRight();
  }

  @Test
  void aRecordWithAHoleHasNoTreeBeyondIt() {
    tree.append(20);
    tree.tamper("delete from event where global_index = 15");
    var one = sequencer(10);
    one.step();
    assertThatThrownBy(one::step).hasMessage("the record has no event 15");
    assertThat(tree.size()).isEqualTo(10);
  }

  /** The tables of the log are still there, so that what is written next would be in no tree. */
  @Test
  void eventsThatAreGoneFromBelowTheTreeAreNoticed() {
    tree.append(20);
    sequencer(100).step();
    tree.tamper("delete from event where global_index > 10");
    tree.endTurns();
    assertThat(sequencer(100).step()).isEqualTo(new Step.Idle());
    var seen = new Transactions(new TrippedSource(database, _ -> false).source());
    assertThat(seen.call(LogContradictions::open))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.words())
                    .isEqualTo("this log's own tree has 20 events, and there are 10"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update log_tile set hashes = substring(hashes from 1 for 320) | fewer than 20 hashes
          update log_tile set hashes = overlay(hashes placing '\\x00' from 9) | aren't those of its root
          """)
  void tilesThatWereChangedAreNotBuiltUpon(String change, String told) {
    tree.append(20);
    sequencer(100).step();
    tree.tamper(change);
    tree.append(1);
    tree.endTurns();
    assertThatThrownBy(() -> sequencer(100).step()).hasMessageContaining(told);
    assertThat(tree.size()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update log_tile set hashes = sha256('x') || substring(hashes from 33)",
        "update log_tile set hashes = substring(hashes from 1 for 32)",
        "update log_tile set index = 7",
        "delete from log_tile",
        "truncate log_tile",
        "update log_state set size = size - 1",
        "update log_state set epoch = 0",
        "delete from log_state",
        "select log_advance(0, 20, 21, sha256('x'))",
        "select log_advance(1, 19, 21, sha256('x'))",
        "select log_advance(1, 20, 21, sha256('x'))"
      })
  void theDatabaseRefusesToGoBackOrAhead(String statement) throws SQLException {
    tree.append(20);
    sequencer(100).step();
    for (var url : List.of(database.owner(), database.application())) {
      try (var connection = TestDatabase.connect(url)) {
        assertThatThrownBy(() -> new SqlConnection(connection).exists(statement))
            .isInstanceOf(SqlFailureException.class)
            .hasMessageMatching(
                "(?s).*(append only|permission denied|is stale|ahead of the record).*");
      }
    }
    tree.assertRight();
  }
}
