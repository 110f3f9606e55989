package io.countersign.ledger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertEvent.Suppressed.Reason;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen.Status;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.intake.SourceReading;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.intake.SourceReading.NamedBy;
import io.countersign.ledger.intake.Irregularities.Irregularity;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.view.Page;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertViewTest {
  private final Chronicle chronicle = new Chronicle();
  private final Alerts alerts = new Alerts(chronicle.source());

  @Test
  void showsAnEpisodeWithWhatWasCountedBesideTheRecord() {
    var alert = Story.BURN;
    var lastSeen = Chronicle.START.plusSeconds(500);
    chronicle.record(Story.raised(alert), Story.resolved(alert)).view(1);
    chronicle.execute(
        "insert into alert_seen (alert_id, count, status, events, last_seen)"
            + " values (?, 7, 'RESOLVED', 2, ?)",
        alert.alert().value(),
        lastSeen.atOffset(ZoneOffset.UTC));

    assertThat(list(null))
        .containsExactly(
            new Alerts.Row(
                alert.alert().value(),
                1,
                "alertmanager",
                alert.name() + alert.entity(),
                "SLOBurnRate",
                Severity.CRITICAL,
                "service/rig/frontend",
                "errors",
                Status.RESOLVED,
                null,
                alert.startsAt(),
                alert.startsAt().plusSeconds(90),
                7,
                lastSeen,
                Map.of("service", "frontend", "environment", "rig"),
                null,
                null,
                null,
                List.of()));
  }

  /** What was misspelt fits nothing: to know that must not read every alert there ever was. */
  @Test
  void whetherOneWasEverToldIsOneLookUp() throws SQLException {
    chronicle.record(Story.raised(Story.BURN)).view(1);
    assertThat(alerts.isKnown(null, "SLOBurnRate", null)).isTrue();
    assertThat(alerts.isKnown("service/rig/nobody", "SLOBurnRate", null)).isFalse();
    chronicle.execute(
        """
        insert into view_alert (alert_id, position, integration, fingerprint, name, entity, status,
          labels)
        select 'al_' || n, 1 + n, 'alertmanager', 'f' || n, 'Name' || n % 50,
          'service/rig/s' || n % 300, 'RESOLVED', '{}'
        from generate_series(1, 30000) n\
        """);
    chronicle.execute("analyze view_alert");

    assertThat(plan("v.entity = 'service/rig/typo'")).contains("view_alert_entity");
    assertThat(plan("v.name = 'Typo'")).contains("view_alert_name");
    assertThat(plan("v.fingerprint = 'typo'")).contains("view_alert_fingerprint");
    assertThat(plan("v.entity = 'service/rig/s1' and v.name = 'Typo'")).doesNotContain("Seq Scan");
  }

  private String plan(String condition) throws SQLException {
    var sql = "explain " + Alerts.KNOWN + condition + " limit 1";
    try (var connection = chronicle.source().getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      var plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
      return plan.toString();
    }
  }

  @Test
  void countsWhatDidNotComeAsItShould() {
    chronicle
        .record(
            read("a", NamedBy.HOST, Set.of(Adjustment.LABEL_CUT)),
            read("b", NamedBy.HOST, Set.of()),
            read("c", NamedBy.MAPPED, Set.of(Adjustment.LABEL_CUT, Adjustment.NAME_CUT)),
            Story.raised(Story.BURN))
        .view(100);

    var since = Chronicle.START.minusSeconds(3600);
    assertThat(alerts.irregularities().named(since))
        .containsExactly(new Irregularity("alertmanager", "HOST", 2));
    assertThat(alerts.irregularities().adjusted(since))
        .containsExactly(
            new Irregularity("alertmanager", "LABEL_CUT", 2),
            new Irregularity("alertmanager", "NAME_CUT", 1));
    assertThat(alerts.irregularities().named(Chronicle.START.plusSeconds(3600))).isEmpty();
    assertThat(list(null).get(1).adjustments()).containsExactly("LABEL_CUT", "NAME_CUT");
  }

  private static AlertEvent.Raised read(String name, NamedBy by, Set<Adjustment> adjustments) {
    return new AlertEvent.Raised(
        AlertId.of("alertmanager", name, Chronicle.START),
        "alertmanager",
        name,
        name,
        Severity.ERROR,
        Story.SEARCH,
        "",
        Chronicle.START,
        Map.of(),
        null,
        new SourceReading(by, adjustments),
        null,
        null);
  }

  @Test
  void listsNewestFirstAndByStatus() {
    chronicle
        .record(
            Story.raised(Story.BURN),
            Story.raised(Story.CHECKOUT_ERRORS),
            Story.resolved(Story.BURN),
            new AlertEvent.Repeated(Story.CHECKOUT_ERRORS.alert(), 10, Chronicle.START),
            new AlertEvent.Suppressed(
                Story.UNRELATED.alert(),
                "alertmanager",
                "HighLatency",
                Story.SEARCH,
                Reason.ENDED_BEFORE_SEEN))
        .view(100);

    assertThat(list(null))
        .extracting(Alerts.Row::name)
        .containsExactly("HighLatency", "HighErrorRate", "SLOBurnRate");
    assertThat(list(Status.FIRING)).extracting(Alerts.Row::name).containsExactly("HighErrorRate");
    assertThat(list(Status.SUPPRESSED))
        .extracting(Alerts.Row::reason)
        .containsExactly("ENDED_BEFORE_SEEN");
    assertThat(list(Status.UNSEEN)).isEmpty();
  }

  private List<Alerts.Row> list(@Nullable Status status) {
    return alerts.list(status, Page.Request.FIRST).items();
  }
}
