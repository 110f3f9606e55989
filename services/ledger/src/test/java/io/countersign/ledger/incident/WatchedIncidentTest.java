package io.countersign.ledger.incident;

import static io.countersign.ledger.testing.Commands.AT;
import static io.countersign.ledger.testing.Commands.bySystem;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the loop of an incident looks at costs the same however many alerts that has. */
class WatchedIncidentTest {
  private static final int ALERTS = 2_000;
  private static final int AT_ONCE = 200;
  private static final EntityId CART = EntityId.service("rig", "cart");
  private static final IncidentId INCIDENT = IncidentId.of(alert(0).alert());

  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger = database.openWithoutCorrelation();
  private final IncidentCourseReader reader = new IncidentCourseReader(ledger.transactions());

  @AfterEach
  void close() {
    ledger.close();
  }

  @BeforeEach
  void aStorm() throws SQLException {
    send(IntStream.range(0, ALERTS).mapToObj(i -> observed(i, null)).toList());
    send(List.of(bySystem(new OpenIncident(INCIDENT, alert(0), "cart fails"))));
    var tie = new AlertTie("same-entity", 90, "it's the same");
    send(
        IntStream.range(1, ALERTS)
            .mapToObj(i -> bySystem(new AttachAlert(INCIDENT, alert(i), tie)))
            .toList());
    execute("analyze alert_seen");
  }

  @Test
  void whetherOneFiresIsOneLookUp() throws SQLException {
    assertThat(reader.facts(INCIDENT).firing()).isTrue();
    var ended = AT.plusSeconds(60);
    send(IntStream.range(1, ALERTS).mapToObj(i -> observed(i, ended)).toList());
    assertThat(reader.facts(INCIDENT).firing()).as("the last one does").isTrue();
    assertThat(plan()).contains("alert_seen_of_incident").doesNotContain("Rows Removed");
    send(List.of(observed(0, ended)));
    assertThat(reader.facts(INCIDENT).firing()).isFalse();
    assertThat(plan()).contains("alert_seen_of_incident").doesNotContain("Rows Removed");
  }

  /** It isn't by repeats: what goes on isn't news, and what has ended isn't told again. */
  @Test
  void whenOneBeganOrEndedLastIsKept() {
    assertThat(reader.facts(INCIDENT).lastHeard()).isEqualTo(AT);
    send(List.of(at(AT.plusSeconds(50), observed(8, null))));
    assertThat(reader.facts(INCIDENT).lastHeard()).isEqualTo(AT);
    var ended = AT.plusSeconds(60);
    send(List.of(at(ended.plusSeconds(1), observed(7, ended))));
    assertThat(reader.facts(INCIDENT).lastHeard()).isEqualTo(ended.plusSeconds(1));
    assertThat(reader.holder(alert(7).alert())).hasValue(INCIDENT);
  }

  /** By an upgrade the table knows what it would know had it been there from the start. */
  @Test
  void anUpgradeTakesOverWhatTheRecordSays() throws Exception {
    execute("update alert_seen set incident = null");
    assertThat(reader.facts(INCIDENT).firing()).isFalse();
    execute(takeover());
    assertThat(reader.facts(INCIDENT).firing()).isTrue();
    assertThat(count("select count(*) from alert_seen where incident is null")).isZero();
  }

  private String plan() throws SQLException {
    var sql = IncidentCourseReader.FIRING.replace("?", "'" + INCIDENT.value() + "'");
    try (var connection = database.connect();
        var rows = connection.createStatement().executeQuery("explain (analyze) " + sql)) {
      var plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
      return plan.toString();
    }
  }

  /** What is sent at once is written in one transaction, which on a busy machine takes its time. */
  private void send(List<Submission> submissions) {
    for (int from = 0; from < submissions.size(); from += AT_ONCE) {
      var part = submissions.subList(from, Math.min(from + AT_ONCE, submissions.size()));
      assertThat(ledger.sendAll(part).stream().map(CompletableFuture::join).toList())
          .noneMatch(it -> it.answer() instanceof Answer.Refused);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = TestDatabase.connect(database.owner())) {
      connection.createStatement().execute(sql);
    }
  }

  private long count(String sql) throws SQLException {
    try (var connection = database.connect();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String takeover() throws IOException {
    try (var migration =
        Ledger.class.getResourceAsStream("/db/migration/V0180__alert_incident.sql")) {
      var sql = new String(migration.readAllBytes(), StandardCharsets.UTF_8);
      return sql.substring(sql.indexOf("with placed"), sql.indexOf("create index"));
    }
  }

  private static IncidentAlert alert(int number) {
    var id = AlertId.of("alertmanager", "f" + number, AT);
    return new IncidentAlert(id, CART, "HighErrorRate", Severity.CRITICAL, "errors", AT);
  }

  private static Submission at(Instant at, Submission submission) {
    return submission instanceof Submission.OfCommand it
        ? new Submission.OfCommand(
            it.command(),
            new CommandContext(
                UUID.randomUUID(), Actor.SYSTEM, at, Surface.API, null, null, null, Facts.NONE))
        : submission;
  }

  private static Submission observed(int number, @Nullable Instant endsAt) {
    return bySystem(
        new ObserveAlert(
            "alertmanager",
            "f" + number,
            "HighErrorRate",
            Severity.CRITICAL,
            CART,
            "errors",
            endsAt == null,
            AT,
            endsAt,
            Map.of(),
            null));
  }
}
