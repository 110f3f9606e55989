package io.countersign.domain.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.Priority;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Given an incident's events, then when each field became what it is. */
class FieldTimesTest {
  private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
  private static final IncidentId ID = new IncidentId("inc_0123456789abcdef");
  private static final PrincipalId ANNA = new PrincipalId("anna");
  private static final PrincipalId BEN = new PrincipalId("ben");

  private static final AlertTie TIE = new AlertTie("same-entity", 90, "both are about orders");

  private final FieldTimes times = new FieldTimes();

  private static IncidentAlert alert(Severity severity) {
    return new IncidentAlert(
        new AlertId("0123456789abcdef".repeat(4)),
        EntityId.service("rig", "orders"),
        "HighErrorRate",
        severity,
        "errors",
        AT);
  }

  private void add(IncidentEvent event, int second) {
    times.add(event, AT.plusSeconds(second));
  }

  private void opened() {
    add(new IncidentEvent.Opened(ID, alert(Severity.WARNING), "title", AT), 0);
  }

  private int second(String field) {
    return (int) (times.of(field).getEpochSecond() - AT.getEpochSecond());
  }

  @Test
  void whatNothingChangedIsAsOldAsTheIncident() {
    opened();
    assertThat(second("title")).isZero();
    assertThat(second("assignee")).isZero();
    assertThat(second(FieldRule.STATE)).isZero();
  }

  @Test
  void aStateIsAsOldAsTheFirstEventThatMadeItSo() {
    opened();
    add(new IncidentEvent.Acknowledged(ID, ANNA), 1);
    add(new IncidentEvent.Acknowledged(ID, BEN), 2);
    assertThat(second(FieldRule.STATE)).isEqualTo(1);
    add(new IncidentEvent.Reopened(ID, "again"), 5);
    assertThat(second(FieldRule.STATE)).isEqualTo(1);
  }

  @Test
  void whoWasAssignedTwiceIsItSinceTheFirstTime() {
    opened();
    add(new IncidentEvent.Assigned(ID, ANNA), 3);
    add(new IncidentEvent.Assigned(ID, ANNA), 4);
    assertThat(second("assignee")).isEqualTo(3);
    add(new IncidentEvent.Assigned(ID, BEN), 5);
    assertThat(second("assignee")).isEqualTo(5);
  }

  @Test
  void aSeverityIsAsOldAsTheFirstAlertOfIt() {
    opened();
    add(new IncidentEvent.AlertAttached(ID, alert(Severity.CRITICAL), TIE, AT), 6);
    add(new IncidentEvent.AlertAttached(ID, alert(Severity.CRITICAL), TIE, AT), 7);
    add(new IncidentEvent.AlertAttached(ID, alert(Severity.WARNING), TIE, AT), 8);
    assertThat(second("severity")).isEqualTo(6);
  }

  @Test
  void aPriorityThatNobodySaidIsAsOldAsTheWorstAlert() {
    opened();
    add(new IncidentEvent.AlertAttached(ID, alert(Severity.CRITICAL), TIE, AT), 6);
    assertThat(second("priority")).isEqualTo(6);
  }

  @Test
  void aPriorityThatAPersonSaidIsAsOldAsTheirWord() {
    opened();
    add(new IncidentEvent.PrioritySet(ID, Priority.LOW, ANNA), 3);
    add(new IncidentEvent.AlertAttached(ID, alert(Severity.CRITICAL), TIE, AT), 6);
    assertThat(second("priority")).isEqualTo(3);
    assertThat(second("severity")).isEqualTo(6);
  }
}
