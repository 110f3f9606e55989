package io.countersign.ledger.ticketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.domain.testing.Eventually;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Polls that fail and tickets that wait for that, at once on one database. */
class TicketOutagesTest {
  private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");
  private static final Set<String> AWAY = Set.of("UNREACHABLE", "TIMEOUT");
  private static final TicketLinkId ONE = new TicketLinkId("jira/inc_0000000000000001");
  private static final TicketLinkId TWO = new TicketLinkId("jira/inc_0000000000000002");

  private final TestDatabase database = TestDatabase.create();
  private final Transactions transactions = transactions(database);
  private final TicketPolls polls = new TicketPolls(transactions);
  private final TicketOutages outages = new TicketOutages(transactions);
  private final OutageReports reports = new OutageReports(transactions);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private int events;

  @AfterEach
  void end() {
    threads.close();
  }

  private static Transactions transactions(TestDatabase database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.application().jdbc());
    source.setUser(database.application().user());
    return new Transactions(source);
  }

  private static Instant at(int minute) {
    return T0.plusSeconds(60L * minute);
  }

  private void linked(TicketLinkId link) {
    execute(
        """
        insert into ticket_link (link, system, holder, kind, rule, wanted_at, state, changed_at)
        values (?, ?, ?, 'incident', 'all', ?, 'linked', ?)\
        """,
        link,
        link.system(),
        link.holder(),
        T0,
        T0);
  }

  private void execute(String sql, Object... values) {
    var _ = transactions.call(it -> it.execute(sql, values));
  }

  private void fails(String code, int minute) {
    long claim = polls.claim("jira", at(minute), at(minute)).orElseThrow();
    polls.unread("jira", claim, code, AWAY, at(minute));
  }

  private Instant since() {
    return outages.failing("jira").orElseThrow().since();
  }

  /** A comment of theirs came. */
  private void taken(TicketLinkId link, int minute) {
    events++;
    execute(
        """
        insert into event (global_index, event_id, aggregate_type, aggregate_id, sequence_number,
          payload_type, payload_revision, payload, meta_data, recorded_at)
        values (?, ?, 'ticket', ?, ?, 'ticketing.comment-received', '1', '{}', '{}', ?)\
        """,
        1_000_000L + events,
        UUID.randomUUID(),
        link.aggregate(),
        (long) events,
        at(minute).toString());
  }

  @Test
  void nobodyWaitsForASystemThatIsThereOrHasNoRoomOrWasLostJustNow() {
    linked(ONE);
    assertThat(outages.waits(ONE, AWAY, at(10))).isFalse();
    fails("RATE_LIMITED", 1);
    assertThat(outages.waits(ONE, AWAY, at(10))).isFalse();
    fails("UNREACHABLE", 11);
    assertThat(outages.waits(ONE, AWAY, at(10))).isFalse();
    assertThat(outages.waits(ONE, AWAY, at(11))).isTrue();
    assertThat(outages.waits(ONE, AWAY, at(11))).as("again").isTrue();
  }

  @Test
  void anHourWithoutRoomIsNoHourAway() {
    fails("RATE_LIMITED", 0);
    fails("RATE_LIMITED", 60);
    assertThat(since()).isEqualTo(at(0));
    fails("UNREACHABLE", 61);
    assertThat(since()).isEqualTo(at(61));
    fails("TIMEOUT", 62);
    assertThat(since()).as("away by whatever").isEqualTo(at(61));
    fails("RATE_LIMITED", 63);
    assertThat(since()).isEqualTo(at(63));
  }

  /** It would sleep for a day, and the report never come. */
  @Test
  void aTicketThatLooksWhileItsSystemComesBackIsWokenOrDoesNotWait() throws Exception {
    linked(ONE);
    fails("UNREACHABLE", 0);
    var looked = new ArrayList<Future<Boolean>>();
    var woken =
        transactions.call(
            _ -> {
              var ended = outages.ended("jira", AWAY, at(30));
              looked.add(threads.submit(() -> outages.waits(ONE, AWAY, at(10))));
              Eventually.holds("the ticket waits for what the poll says", this::isAnyWaiting);
              return ended;
            });
    assertThat(woken).isEmpty();
    assertThat(looked.getFirst().get()).isFalse();
    assertThat(outages.ended("jira", AWAY, at(31))).isEmpty();
  }

  private boolean isAnyWaiting() {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery("select 1 from pg_locks where not granted")) {
      return found.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anOutageCountsWhatWasDoneAfterItAndTheNextOneItsOwn() {
    linked(ONE);
    linked(TWO);
    fails("UNREACHABLE", 0);
    assertThat(outages.waits(ONE, AWAY, at(5))).isTrue();
    assertThat(outages.waits(TWO, AWAY, at(5))).isTrue();
    assertThat(outages.ended("jira", AWAY, at(10))).containsExactly(ONE, TWO);
    taken(ONE, 11);
    assertThat(outages.turned(ONE, at(12))).isEmpty();
    fails("UNREACHABLE", 20);
    assertThat(outages.waits(ONE, AWAY, at(22))).isTrue();
    assertThat(outages.ended("jira", AWAY, at(30))).containsExactly(ONE);
    taken(ONE, 31);
    taken(TWO, 31);
    assertThat(outages.turned(ONE, at(32)))
        .singleElement()
        .satisfies(it -> assertThat(it.beganAt()).isEqualTo(at(20)))
        .satisfies(it -> assertThat(it.tickets()).isEqualTo(1))
        .satisfies(it -> assertThat(it.taken()).isEqualTo(1));
    assertThat(outages.turned(TWO, at(33)))
        .singleElement()
        .satisfies(it -> assertThat(it.beganAt()).isEqualTo(at(0)))
        .satisfies(it -> assertThat(it.tickets()).isEqualTo(2))
        .satisfies(it -> assertThat(it.taken()).isEqualTo(2));
    assertThat(outages.turned(TWO, at(34))).isEmpty();
  }

  @Test
  void aTicketThatWaitedInBothHasItsTurnForBoth() {
    linked(ONE);
    fails("UNREACHABLE", 0);
    assertThat(outages.waits(ONE, AWAY, at(5))).isTrue();
    assertThat(outages.ended("jira", AWAY, at(10))).containsExactly(ONE);
    fails("UNREACHABLE", 20);
    assertThat(outages.waits(ONE, AWAY, at(25))).isTrue();
    assertThat(outages.ended("jira", AWAY, at(30))).containsExactly(ONE);
    taken(ONE, 31);
    assertThat(outages.turned(ONE, at(32)))
        .extracting(OutageReports.Report::taken)
        .containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void whatAPersonGaveUpHoldsNoReportUp() {
    linked(ONE);
    fails("UNREACHABLE", 0);
    assertThat(outages.waits(ONE, AWAY, at(5))).isTrue();
    assertThat(outages.ended("jira", AWAY, at(10))).containsExactly(ONE);
    assertThat(reports.drained("jira", at(11))).isEmpty();
    execute("update ticket_link set state = 'gone' where link = ?", ONE);
    assertThat(reports.drained("jira", at(12))).hasSize(1);
    assertThat(reports.drained("jira", at(13))).isEmpty();
  }

  @Test
  void whoeverReadsOnAfterItsTimeWasOverMovesNothing() {
    long slow = polls.claim("jira", at(2), at(0)).orElseThrow();
    assertThat(polls.polled("jira", slow, "page-1", at(3), at(1))).isTrue();
    assertThat(polls.claim("jira", at(4), at(2))).as("each page renews it").isEmpty();
    long next = polls.claim("jira", at(5), at(3)).orElseThrow();
    assertThat(polls.polled("jira", next, "page-9", at(5), at(3))).isTrue();
    assertThat(polls.polled("jira", slow, "page-2", at(6), at(4))).isFalse();
    polls.unread("jira", slow, "UNREACHABLE", AWAY, at(4));
    polls.release("jira", slow, at(4));
    assertThat(polls.cursor("jira")).contains("page-9");
    assertThat(outages.failing("jira")).isEmpty();
    assertThat(polls.claim("jira", at(6), at(4))).isEmpty();
    polls.release("jira", next, at(4));
    assertThat(polls.claim("jira", at(6), at(4))).isPresent();
  }

  @Test
  void whatOneServerIsToldToWaitForIsWaitedForByAll() {
    polls.hold("jira", at(1));
    assertThat(polls.heldUntil("jira")).as("never polled").isEmpty();
    fails("RATE_LIMITED", 0);
    polls.hold("jira", at(5));
    polls.hold("jira", at(3));
    assertThat(polls.heldUntil("jira")).contains(at(5));
  }

  @Test
  void theNewestReportsTellWhatGoesOn() {
    linked(ONE);
    fails("UNREACHABLE", 0);
    assertThat(outages.waits(ONE, AWAY, at(5))).isTrue();
    assertThat(reports.all())
        .extracting(OutageReports.Report::endedAt, OutageReports.Report::tickets)
        .containsExactly(tuple(null, 1));
    assertThat(outages.ended("jira", AWAY, at(10))).containsExactly(ONE);
  }
}
