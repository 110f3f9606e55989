package io.countersign.ledger.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.incident.TargetIncidents.Weight;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Samples;
import io.countersign.ledger.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What policy looks at of incidents is as of the command's own moment, and quickly found. */
class TargetIncidentsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final EntityId ORDERS = EntityId.service("shop", "orders");
  private static final EntityId WEB = EntityId.service("shop", "web");
  private final IncidentFactWriter writer = new IncidentFactWriter();

  private static IncidentId id(int number) {
    return new IncidentId(String.format(Locale.ROOT, "inc_%016x", number));
  }

  private static IncidentAlert alert(int number, EntityId entity, Severity severity) {
    var id = new AlertId(String.format(Locale.ROOT, "%064x", number));
    return new IncidentAlert(id, entity, "Errors", severity, "errors", NOW);
  }

  private static IncidentEvent opened(int incident, EntityId entity) {
    return new IncidentEvent.Opened(
        id(incident), alert(incident, entity, Severity.WARNING), "t", NOW);
  }

  private static IncidentEvent closed(int incident) {
    return new IncidentEvent.Resolved(id(incident), Samples.of(IncidentEvent.Resolved.class).how());
  }

  private void write(IncidentEvent event, int minutesAgo, SqlConnection sql) {
    var at = NOW.minusSeconds(minutesAgo * 60L);
    writer.write(
        event,
        new CommandContext(
            UUID.randomUUID(), Actor.SYSTEM, at, Surface.API, null, null, null, Facts.NONE),
        sql);
  }

  @Test
  void whatIsOpenOnATargetCountsFromTheCommitThatOpensIt() {
    try (var ledger = TestDatabase.create().openWithoutCorrelation()) {
      var attached =
          new IncidentEvent.AlertAttached(
              id(1), alert(9, WEB, Severity.CRITICAL), Samples.of(AlertTie.class), NOW);
      boolean done =
          ledger
              .transactions()
              .call(
                  sql -> {
                    write(opened(1, ORDERS), 90, sql);
                    write(attached, 80, sql);
                    write(closed(1), 70, sql);
                    write(new IncidentEvent.Reopened(id(1), "again"), 30, sql);
                    write(opened(2, ORDERS), 40, sql);
                    write(closed(2), 20, sql);
                    write(opened(3, ORDERS), 10, sql);
                    return true;
                  });
      assertThat(done).isTrue();
      var incidents = new TargetIncidents(ledger.transactions());
      assertThat(incidents.weight(id(1).value())).hasValue(new Weight(2, Severity.CRITICAL));
      assertThat(incidents.weight("inc_unknown")).isEmpty();
      assertThat(incidents.othersOn(ORDERS, id(1).value())).isEqualTo(1);
      assertThat(incidents.othersOn(WEB, id(3).value())).isEqualTo(1);
      // 20 minutes, and 40 from when the second began until now: they overlap.
      assertThat(incidents.minutesOpen(ORDERS, NOW.minusSeconds(86_400), NOW)).isEqualTo(60);
      assertThat(incidents.minutesOpen(ORDERS, NOW.minusSeconds(600), NOW)).isEqualTo(10);
      assertThat(incidents.minutesOpen(WEB, NOW.minusSeconds(86_400), NOW)).isEqualTo(50);
    }
  }

  @Test
  void ofAHundredThousandIncidentsThoseOfTheTargetAreFoundByAnIndex() throws SQLException {
    var database = TestDatabase.create();
    try (var _ = database.openWithoutCorrelation();
        var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into incident_fact (incident, open, cause)
          select 'inc_' || i, i % 50 = 0, 'service/shop/c' || i % 1000 from generate_series(1, 100000) i;
          insert into incident_entity (incident, entity)
          select 'inc_' || i, 'service/shop/s' || i % 1000 from generate_series(1, 100000) i;
          insert into incident_span (incident, opened_at, closed_at)
          select 'inc_' || i, now() - i * interval '5 minutes', now() - i * interval '5 minutes' + interval '1 hour'
          from generate_series(1, 100000) i;
          analyze incident_fact, incident_entity, incident_span\
          """);
      var plan = new StringBuilder();
      var asked =
          TargetIncidents.MINUTES_OPEN
              .replace("entity = ?", "entity = 'service/shop/s7'")
              .replace("cause = ?", "cause = 'service/shop/s7'")
              .replace("(s.opened_at, ?)", "(s.opened_at, now() - interval '30 days')")
              .replace("> ?", "> now() - interval '30 days'")
              .replace("?", "now()");
      try (var rows = statement.executeQuery("explain (analyze, buffers) " + asked)) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      assertThat(plan.toString())
          .contains("incident_of_entity", "incident_of_cause", "incident_span_pkey")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void whatTheRecordSaysAlreadyIsTakenOver() throws IOException {
    var chronicle =
        new Chronicle()
            .record(opened(1, ORDERS), closed(1), new IncidentEvent.Reopened(id(1), "again"));
    for (var statement : filling()) {
      chronicle.execute(statement);
    }
    try (var ledger = chronicle.database().openWithoutCorrelation()) {
      var incidents = new TargetIncidents(ledger.transactions());
      assertThat(incidents.weight(id(1).value())).hasValue(new Weight(1, Severity.WARNING));
      var spans =
          ledger
              .transactions()
              .call(
                  sql ->
                      sql.list(
                          "select closed_at - opened_at is null as open from incident_span"
                              + " order by opened_at",
                          row -> row.flag("open")));
      assertThat(spans).containsExactly(false, true);
    }
  }

  private static List<String> filling() throws IOException {
    var file = "/db/migration/V0228__target_incidents.sql";
    try (var in = TargetIncidentsTest.class.getResourceAsStream(file)) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      var told = text.substring(text.indexOf("insert into incident_span"));
      return List.of(told.strip().split(";\\s*", -1)).stream().filter(it -> !it.isBlank()).toList();
    }
  }
}
