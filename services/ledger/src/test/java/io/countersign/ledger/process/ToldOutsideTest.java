package io.countersign.ledger.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.RecordedEvent;
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

  private final DataSource source = source(TestDatabase.create());
  private final List<String> told = new ArrayList<>();

  /** Its claim was taken over meanwhile, and the other one is events ahead. */
  @Test
  void aServerThatStoodStillBeforeItToldFindsWhatItsPeerTold() {
    var peer = server(new ToldOutside(source), NOTHING);
    var stopped =
        new ToldOutside(source)
            .automation(
                "notify",
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
    var peer = server(new ToldOutside(source), NOTHING);
    var telling =
        server(
            new ToldOutside(source),
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
    var peer = server(new ToldOutside(source), NOTHING);
    var dying = server(new ToldOutside(source, Duration.ZERO), () -> peer.accept(event(7)));
    dying.accept(event(7));
    peer.accept(event(7));
    assertThat(told).containsExactly("page 7", "page 7");
  }

  /** It doesn't give back what is another one's by now. */
  @Test
  void whatCouldNotBeToldIsToldAtOnceTheNextTime() {
    var peer = server(new ToldOutside(source), NOTHING);
    var failing =
        server(
            new ToldOutside(source),
            () -> {
              throw new IllegalStateException("the receiver is away");
            });
    assertThatThrownBy(() -> failing.accept(event(7))).hasMessageContaining("away");
    peer.accept(event(7));
    var late =
        server(
            new ToldOutside(source, Duration.ZERO),
            () -> {
              peer.accept(event(8));
              throw new IllegalStateException("the receiver is away");
            });
    assertThatThrownBy(() -> late.accept(event(8))).hasMessageContaining("away");
    peer.accept(event(8));
    assertThat(told).containsExactly("page 7", "page 8");
  }

  /** What it does before the receiver has it. */
  private Consumer<RecordedEvent> server(ToldOutside marks, Runnable before) {
    return marks.automation(
        "notify",
        (event, once) ->
            once.tell(
                "page",
                () -> {
                  before.run();
                  told.add("page " + event.position());
                }));
  }

  private static RecordedEvent event(long position) {
    return new RecordedEvent(
        position,
        UUID.randomUUID(),
        Instant.parse("2026-01-01T00:00:00Z"),
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
