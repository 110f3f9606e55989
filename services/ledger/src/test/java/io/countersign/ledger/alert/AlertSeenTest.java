package io.countersign.ledger.alert;

import static io.countersign.ledger.testing.Commands.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.BlobRef;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.incident.IncidentCourseReader;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.Commands;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.ledger.view.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnAnyPostgres
class AlertSeenTest {
  private static final AlertId OTHER = new AlertId("ef".repeat(32));

  private static Submission observed(String fingerprint, @Nullable Instant endsAt) {
    return observed(fingerprint, endsAt, AT);
  }

  private static Submission observed(String fingerprint, @Nullable Instant endsAt, Instant at) {
    return at(observation(fingerprint, endsAt, null), at);
  }

  private static AlertCommand observation(
      String fingerprint, @Nullable Instant endsAt, @Nullable BlobRef annotations) {
    return new AlertCommand.ObserveAlert(
        "alertmanager",
        fingerprint,
        "HighErrorRate",
        Severity.CRITICAL,
        EntityId.service("rig", "cart"),
        "errors",
        endsAt == null,
        AT,
        endsAt,
        Map.of("service", "cart"),
        annotations);
  }

  private static Submission described(int delivery) {
    var told = new Blob("burning".getBytes(StandardCharsets.UTF_8), "text/plain", salt(delivery));
    return new Submission.OfCommand(
        observation("f", null, told.ref()), Commands.context(Actor.SYSTEM), List.of(told));
  }

  private static Submission described(int delivery, Instant at) {
    var told = new Blob("burning".getBytes(StandardCharsets.UTF_8), "text/plain", salt(delivery));
    return new Submission.OfCommand(
        observation("f", null, told.ref()),
        new CommandContext(
            UUID.randomUUID(), Actor.SYSTEM, at, Surface.API, null, null, null, Facts.NONE),
        List.of(told));
  }

  private static byte[] salt(int delivery) {
    var salt = new byte[32];
    salt[0] = (byte) delivery;
    return salt;
  }

  private static Submission at(AlertCommand command, Instant at) {
    return new Submission.OfCommand(
        command,
        new CommandContext(
            UUID.randomUUID(), Actor.SYSTEM, at, Surface.API, null, null, null, Facts.NONE));
  }

  private static List<String> events(Ledger ledger, Submission... submissions) {
    return ledger.sendAll(List.of(submissions)).stream()
        .map(CompletableFuture::join)
        .flatMap(receipt -> receipt.events().isEmpty() ? Stream.of("-") : receipt.events().stream())
        .map(it -> it instanceof AlertEvent event ? event.getClass().getSimpleName() : "-")
        .toList();
  }

  /** Within one batch, over batches, and on a second server that has never seen the alert. */
  @Test
  void anEpisodeTakesEffectOnceHoweverOftenItIsTold() throws SQLException {
    var database = TestDatabase.create();
    try (var one = database.openWithoutCorrelation();
        var two = database.openWithoutCorrelation()) {
      assertThat(events(one, observed("f", null), observed("g", null), observed("f", null)))
          .isEqualTo(List.of("Raised", "Raised", "Repeated"));
      assertThat(events(two, observed("f", null))).isEqualTo(List.of("-"));
      assertThat(events(one, observed("f", AT.plusSeconds(60)))).isEqualTo(List.of("Resolved"));
      assertThat(events(two, observed("f", null), observed("h", AT.plusSeconds(1))))
          .isEqualTo(List.of("-", "Suppressed"));
    }
    assertThat(streamsThatDiffer(database)).isZero();
  }

  /** Episodes of one alert within a batch and over batches, on two servers: each has its stream. */
  @Test
  void whatFiresAgainIsAnotherEpisode() throws SQLException {
    var database = TestDatabase.create();
    var later = AT.plusSeconds(500);
    try (var one = database.openWithoutCorrelation();
        var two = database.openWithoutCorrelation()) {
      assertThat(
              events(
                  one,
                  observed("f", null),
                  observed("f", AT.plusSeconds(60), AT.plusSeconds(61)),
                  observed("f", null, later)))
          .isEqualTo(List.of("Raised", "Resolved", "Raised"));
      assertThat(
              events(
                  two,
                  observed("f", AT.plusSeconds(60), later.plusSeconds(1)),
                  observed("f", later.plusSeconds(9), later.plusSeconds(10)),
                  observed("f", null, later.plusSeconds(11))))
          .isEqualTo(List.of("-", "Resolved", "-"));
      assertThat(new AlertEpisodes(two.dataSource()).heldDue(later.plusSeconds(30))).isEmpty();
      var due = new AlertEpisodes(two.dataSource()).heldDue(later.plusSeconds(31));
      assertThat(due).containsExactly(new AlertCommand.RaiseHeld("alertmanager", "f"));
      assertThat(events(one, at(due.getFirst(), later.plusSeconds(31))))
          .isEqualTo(List.of("Raised"));
    }
    assertThat(streamsThatDiffer(database)).isZero();
  }

  /** Raised by time, by its end, or by another delivery, which brings its own text. */
  @Test
  void whatWaitedIsRaisedWithItsAnnotations() throws SQLException {
    var database = TestDatabase.create();
    try (var ledger = database.openWithoutCorrelation()) {
      events(ledger, observed("f", null), observed("f", AT.plusSeconds(60), AT.plusSeconds(61)));
      assertThat(events(ledger, described(1, AT.plusSeconds(62)))).containsExactly("-");
      assertThat(count(database, "select count(*) from blob")).isZero();
      var due = new AlertCommand.RaiseHeld("alertmanager", "f");
      assertThat(events(ledger, at(due, AT.plusSeconds(90)))).containsExactly("Raised");
      assertThat(named(database)).isEqualTo(1);

      events(ledger, observed("f", AT.plusSeconds(100), AT.plusSeconds(101)));
      assertThat(
              events(ledger, described(2, AT.plusSeconds(102)), described(3, AT.plusSeconds(104))))
          .containsExactly("-", "Raised");
      assertThat(named(database)).isEqualTo(2);

      events(ledger, observed("f", AT.plusSeconds(110), AT.plusSeconds(111)));
      events(ledger, described(4, AT.plusSeconds(112)));
      events(ledger, observed("f", AT.plusSeconds(112), AT.plusSeconds(113)));
      assertThat(named(database)).isEqualTo(2);
      assertThat(count(database, "select count(*) from blob")).isEqualTo(2);
      assertThat(count(database, "select count(*) from alert_held_text")).isZero();
    }
  }

  /** How many texts lie beside the record that an event names. */
  private static long named(TestDatabase database) throws SQLException {
    return count(
        database,
        """
        select count(*) from blob join event_log e on e.payload -> 'annotations' ->> 'digest' = digest
        where e.type = 'alert.raised'\
        """);
  }

  /** What comes late of an episode that is forgotten changes nothing, and the next has its name. */
  @Test
  void whatEndedLongAgoIsForgottenButForTheLastOfEachAlert() throws SQLException {
    var database = TestDatabase.create();
    var later = AT.plusSeconds(500);
    try (var ledger = database.openWithoutCorrelation()) {
      events(
          ledger,
          observed("f", null),
          observed("f", AT.plusSeconds(60), AT.plusSeconds(61)),
          observed("f", null, later),
          observed("g", null),
          observed("g", AT.plusSeconds(60), AT.plusSeconds(61)));
      var episodes = new EndedEpisodes(ledger.transactions());

      assertThat(episodes.forget(AT.plusSeconds(60))).isZero();
      assertThat(episodes.forget(AT.plusSeconds(3600))).isEqualTo(1);
      assertThat(events(ledger, observed("f", AT.plusSeconds(60), later.plusSeconds(1))))
          .isEqualTo(List.of("-"));
      assertThat(
              events(
                  ledger,
                  observed("f", later.plusSeconds(9), later.plusSeconds(10)),
                  observed("f", null, later.plusSeconds(500)),
                  observed("g", null, later.plusSeconds(500))))
          .isEqualTo(List.of("Resolved", "Raised", "Raised"));
    }
    assertThat(streamsThatDiffer(database)).isZero();
  }

  /** Each round would read all of them else, under the ledger's lock. */
  @Test
  void whatMayGoIsFoundWithoutReadingWhatStays() throws SQLException {
    var database = TestDatabase.create();
    database.openWithoutCorrelation().close();
    try (var owner = TestDatabase.connect(database.owner());
        var statement = owner.createStatement()) {
      statement.execute(
          """
          insert into alert_seen (alert_id, count, status, events, last_seen, ended_at, series, last)
          select 'a' || n, 1, case when n % 100 = 0 then 'FIRING' else 'RESOLVED' end, 2,
            timestamptz '2026-03-02Z' + n * interval '1 second',
            timestamptz '2026-03-02Z' + n * interval '1 second', 's' || n, n % 2 = 0
          from generate_series(1, 30000) n\
          """);
      statement.execute("analyze alert_seen");
      var delete =
          EndedEpisodes.DELETE
              .replaceFirst("\\?", "'2026-03-02T05:00:00Z'")
              .replaceFirst("\\?", "'2026-03-02T05:00:00Z'");
      var plan = new StringBuilder();
      try (var rows = statement.executeQuery("explain " + delete.replaceFirst("\\?", "1000"))) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      assertThat(plan).contains("alert_seen_over", "alert_seen_pkey").doesNotContain("Seq Scan");
    }
  }

  /** Else each of them writes into all of the table's indexes, and leaves as many dead entries. */
  @Test
  void aRepeatStaysOnItsPage() {
    var database = TestDatabase.create();
    try (var ledger = database.openWithoutCorrelation()) {
      for (int i = 0; i < 20; i++) {
        events(ledger, observed("f", null, AT.plusSeconds(i)));
      }
    }
    var repeats = "select n_tup_upd from pg_stat_user_tables where relname = 'alert_seen'";
    Eventually.holds("all are counted", () -> count(database, repeats) == 19);
    var stayed = "select n_tup_hot_upd from pg_stat_user_tables where relname = 'alert_seen'";
    assertThat(count(database, stayed)).isEqualTo(19);
  }

  /** Of before series existed several may say so, and nobody would ever say that they ended. */
  @Test
  void onlyTheLastOfAnAlertSaysThatItFires() throws SQLException {
    var database = TestDatabase.create();
    var later = AT.plusSeconds(500);
    try (var ledger = database.openWithoutCorrelation()) {
      events(
          ledger,
          observed("f", null),
          observed("f", AT.plusSeconds(60), AT.plusSeconds(61)),
          observed("f", null, later));
      try (var connection = database.connect();
          var doubled =
              connection.prepareStatement(
                  "update alert_seen set status = 'FIRING' where not last")) {
        assertThat(doubled.executeUpdate()).isEqualTo(1);
      }
      var first = AlertId.of("alertmanager", "f", AT);
      var incident = IncidentId.of(first);
      var second = alert(AlertId.of("alertmanager", "f", AT, 1));
      events(
          ledger,
          Commands.bySystem(new OpenIncident(incident, alert(first), "cart fails")),
          Commands.bySystem(new AttachAlert(incident, second, new AlertTie("same", 90, "again"))));
      var reader = new IncidentCourseReader(ledger.transactions());
      assertThat(reader.facts(incident).firing()).isTrue();
      events(ledger, observed("f", later.plusSeconds(9), later.plusSeconds(10)));
      assertThat(reader.facts(incident).firing()).isFalse();
    }
  }

  /** Once, however often it's run, in the record and in what is read of it. */
  @Test
  void whatFiredBesideTheLastOneIsEndedByAMigration() throws SQLException, IOException {
    var database = TestDatabase.create();
    var later = AT.plusSeconds(500);
    try (var ledger = database.openWithoutCorrelation()) {
      events(
          ledger,
          observed("f", null),
          observed("f", AT.plusSeconds(60), AT.plusSeconds(61)),
          observed("f", null, later));
      asOwner(
          database,
          "update alert_seen set status = 'FIRING' where not last",
          migration("V0172__episodes_before_series.sql"),
          migration("V0172__episodes_before_series.sql"));
      assertThat(ledger.head()).isEqualTo(4);
      assertThat(ledger.awaitViews(4, Eventually.PATIENCE)).isTrue();
      var alerts = new Alerts(ledger.dataSource());
      var ended = alerts.find(AlertId.of("alertmanager", "f", AT).value()).orElseThrow();
      assertThat(ended.status()).isEqualTo(AlertSeen.Status.RESOLVED);
      assertThat(ended.reason()).isEqualTo("BEGAN_ANEW");
      assertThat(alerts.list(AlertSeen.Status.FIRING, new Page.Request(null, 10)).items())
          .hasSize(1);
      assertThat(events(ledger, observed("g", null))).containsExactly("Raised");
    }
    assertThat(streamsThatDiffer(database)).isZero();
  }

  private static void asOwner(TestDatabase database, String... statements) throws SQLException {
    try (var connection = TestDatabase.connect(database.owner());
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String migration(String name) throws IOException {
    try (var in = AlertSeenTest.class.getResourceAsStream("/db/migration/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static IncidentAlert alert(AlertId id) {
    var cart = EntityId.service("rig", "cart");
    return new IncidentAlert(id, cart, "HighErrorRate", Severity.CRITICAL, "errors", AT);
  }

  private static long streamsThatDiffer(TestDatabase database) throws SQLException {
    return count(
        database,
        """
        select count(*) from alert_seen s where s.events <>
          (select count(*) from event e where e.aggregate_id = s.alert_id)\
        """);
  }

  private static long count(TestDatabase database, String select) {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(select)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each delivery brings its own; the repeats' are nobody's, and neither are a refused note's. */
  @Test
  void whatNoEventNamesIsNotKept() throws SQLException {
    var database = TestDatabase.create();
    try (var ledger = database.openWithoutCorrelation()) {
      for (int delivery = 1; delivery <= 12; delivery++) {
        events(ledger, described(delivery));
      }
      ledger.send(Commands.open(OTHER)).join();
      var text = new Blob("hm".getBytes(StandardCharsets.UTF_8), "text/plain", salt(100));
      var note = new IncidentCommand.AddNote(IncidentId.of(OTHER), text.ref());
      var context = Commands.context(Commands.person("nobody"));
      var refused = ledger.send(new Submission.OfCommand(note, context, List.of(text))).join();

      assertThat(refused.events()).hasSize(1);
      assertThat(ledger.blob(text.ref())).isEmpty();
    }
    try (var connection = database.connect()) {
      var named =
          "select b.digest from blob b, event e where e.payload like '%' || b.digest || '%'";
      var sql = new SqlConnection(connection);
      assertThat(sql.list("select digest from blob", row -> row.text("digest")))
          .hasSize(1)
          .isEqualTo(sql.list(named, row -> row.text("digest")));
    }
  }
}
