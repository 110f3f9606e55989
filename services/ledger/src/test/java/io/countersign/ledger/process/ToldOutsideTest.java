package io.countersign.ledger.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Two servers' automations of one name, over one database. */
class ToldOutsideTest {
  private static final Runnable NOTHING = () -> {};
  private static final Duration LEASE = ToldOutside.lease(Duration.ofSeconds(5));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final DataSource source = source(TestDatabase.create());
  private final Transactions transactions = new Transactions(source);
  private final List<String> told = new ArrayList<>();

  /** Its claim was taken over meanwhile, and the other one is events ahead. */
  @Test
  void aServerThatStoodStillBeforeItToldFindsWhatItsPeerTold() {
    var peer = server(LEASE, NOTHING);
    var stopped =
        new ToldOutside(source)
            .automation(
                "notify",
                LEASE,
                (event, once) -> {
                  peer.accept(event);
                  peer.accept(event(event.position() + 1));
                  once.tell("page", () -> told.add("again " + event.position()));
                });
    stopped.accept(event(7));
    assertThat(told).containsExactly("page 7", "page 8");
  }

  @Test
  void aServerThatStandsStillWhileItTellsIsWaitedFor() {
    var peer = server(LEASE, NOTHING);
    var telling =
        server(
            LEASE,
            () ->
                assertThatThrownBy(() -> peer.accept(event(7)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another server"));
    telling.accept(event(7));
    peer.accept(event(7));
    assertThat(told).containsExactly("page 7");
  }

  /** A page twice is better than one that never comes. */
  @Test
  void whatAServerDiedOfIsToldAfterItsLease() {
    var peer = server(LEASE, NOTHING);
    var dying = server(Duration.ZERO, () -> peer.accept(event(7)));
    dying.accept(event(7));
    peer.accept(event(7));
    assertThat(told).containsExactly("page 7", "page 7");
  }

  /** It doesn't give back what is another one's by now. */
  @Test
  void whatCouldNotBeToldIsToldAtOnceTheNextTime() {
    var peer = server(LEASE, NOTHING);
    var failing =
        server(
            LEASE,
            () -> {
              throw new IllegalStateException("the receiver is away");
            });
    assertThatThrownBy(() -> failing.accept(event(7))).hasMessageContaining("away");
    peer.accept(event(7));
    var late =
        server(
            Duration.ZERO,
            () -> {
              peer.accept(event(8));
              throw new IllegalStateException("the receiver is away");
            });
    assertThatThrownBy(() -> late.accept(event(8))).hasMessageContaining("away");
    peer.accept(event(8));
    assertThat(told).containsExactly("page 7", "page 8");
  }

  /** A slow receiver's claim outlasts it; what a server died of is told within half a minute. */
  @Test
  void aClaimIsHeldForALittleLongerThanTellingMayTake() {
    var held = new ArrayList<Duration>();
    server(LEASE, () -> held.add(held())).accept(event(7));
    server(ToldOutside.lease(Duration.ofSeconds(300)), () -> held.add(held())).accept(event(8));
    assertThat(held.getFirst()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(held.getLast()).isGreaterThan(Duration.ofSeconds(300));
  }

  /**
   * To look through a day's marks before each event would cost the more the more there is to tell.
   */
  @Test
  void oldMarksAreSweptOnceAnHour() {
    var server = server(LEASE, NOTHING);
    server.accept(event(7));
    execute("update told_outside set at = at - interval '2 days'");
    server.accept(event(8, START.plus(Duration.ofMinutes(59))));
    assertThat(marks()).containsExactly(7L, 8L);
    server.accept(event(9, START.plus(Duration.ofMinutes(61))));
    assertThat(marks()).containsExactly(8L, 9L);
  }

  /** Of the claim that isn't made good yet. */
  private Duration held() {
    return Duration.ofMillis(
        transactions
            .call(
                sql ->
                    sql.first(
                        "select (extract(epoch from claimed_until - at) * 1000)::bigint as millis"
                            + " from told_outside where claimed_until is not null",
                        row -> row.longValue("millis")))
            .orElseThrow());
  }

  private List<Long> marks() {
    return transactions.call(
        sql ->
            sql.list(
                "select position from told_outside order by position",
                row -> row.longValue("position")));
  }

  private void execute(String statement) {
    var _ = transactions.call(sql -> sql.execute(statement));
  }

  /** What it does before the receiver has it. */
  private Consumer<RecordedEvent> server(Duration lease, Runnable before) {
    return new ToldOutside(source)
        .automation(
            "notify",
            lease,
            (event, once) ->
                once.tell(
                    "page",
                    () -> {
                      before.run();
                      told.add("page " + event.position());
                    }));
  }

  private static RecordedEvent event(long position) {
    return event(position, START);
  }

  private static RecordedEvent event(long position, Instant at) {
    return new RecordedEvent(
        position,
        UUID.randomUUID(),
        at,
        "intake.truncated",
        "1",
        null,
        null,
        null,
        Map.of(),
        new IntakeEvent.Truncated("alertmanager", 1));
  }

  private static DataSource source(TestDatabase database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.application().jdbc());
    source.setUser(database.application().user());
    return source;
  }
}
