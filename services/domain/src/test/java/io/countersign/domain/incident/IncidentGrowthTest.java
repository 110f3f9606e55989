package io.countersign.domain.incident;

import static io.countersign.domain.incident.IncidentSpec.DIAGNOSED;
import static io.countersign.domain.incident.IncidentSpec.GROWN;
import static io.countersign.domain.incident.IncidentSpec.INCIDENTS;
import static io.countersign.domain.incident.IncidentSpec.OPENED;
import static io.countersign.domain.incident.IncidentSpec.RECOVERED;
import static io.countersign.domain.incident.IncidentSpec.closed;
import static io.countersign.domain.incident.IncidentSpec.open;
import static io.countersign.domain.incident.IncidentSpec.people;
import static io.countersign.domain.incident.IncidentSpec.refused;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.LATENCY;
import static io.countersign.domain.testing.IncidentFixtures.OLDER;
import static io.countersign.domain.testing.IncidentFixtures.TIE;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.MergeIncident;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.Merged;
import io.countersign.domain.incident.IncidentEvent.Reopened;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An incident takes its alerts, each once, and is merged into an older one. */
class IncidentGrowthTest {
  private final KnownFacts facts = people();

  private final OpenIncident open = new OpenIncident(INCIDENT, ERRORS, "shop fails");
  private final AttachAlert attach = new AttachAlert(INCIDENT, LATENCY, TIE);

  @Test
  void opensOnceUnderTheIdOfItsFirstAlert() {
    INCIDENTS.given().when(open, facts.asSystem()).then(OPENED);
    open().when(open, facts.asSystem()).thenUnchanged();
    closed().when(open, facts.asSystem()).thenUnchanged();
    INCIDENTS
        .given()
        .when(new OpenIncident(OLDER, ERRORS, "x"), facts.asSystem())
        .thenRefused(RefusalCode.BAD_REQUEST)
        .recording();
  }

  @Test
  void takesEachAlertOnce() {
    open().when(attach, facts.asSystem(after(3))).then(GROWN);
    open().and(GROWN).when(attach, facts.asSystem(after(9))).thenUnchanged();
  }

  @Test
  void takesNoneOnceClosed() {
    closed()
        .when(attach, facts.asSystem())
        .thenRefused(RefusalCode.INCIDENT_CLOSED)
        .recording(refused(RefusalCode.INCIDENT_CLOSED, PrincipalId.SYSTEM, "AttachAlert", T0));
    closed().when(new AttachAlert(INCIDENT, ERRORS, TIE), facts.asSystem()).thenUnchanged();
  }

  @Test
  void takesEchoesOnceClosedAndStaysClosed() {
    var tie = new AlertTie("echo", 90, "both are about shop");
    var attachEcho = new AttachAlert(INCIDENT, LATENCY, tie);
    var echo = new AlertAttached(INCIDENT, LATENCY, tie, after(3));
    closed().when(attachEcho, facts.asSystem(after(3))).then(echo);
    closed().and(echo).when(attachEcho, facts.asSystem(after(4))).thenUnchanged();
    assertThat(closed().and(echo).state())
        .isInstanceOfSatisfying(
            Incident.Closed.class, it -> assertThat(it.before().revision()).isEqualTo(2));
    assertThat(due(closed().and(echo, new Reopened(INCIDENT, "it goes on"))))
        .contains(after(3 + 5));
    open()
        .and(new Merged(INCIDENT, OLDER, TIE))
        .when(attachEcho, facts.asSystem())
        .thenRefused(RefusalCode.INCIDENT_CLOSED);
  }

  @Test
  void isNotMergedIntoOneThatWasClosedMeanwhile() {
    facts.incidentClosed(OLDER);
    open()
        .when(new MergeIncident(INCIDENT, OLDER, TIE), facts.asSystem())
        .thenRefused(RefusalCode.INCIDENT_CLOSED)
        .recording(refused(RefusalCode.INCIDENT_CLOSED, PrincipalId.SYSTEM, "MergeIncident", T0));
  }

  @Test
  void isMergedIntoAnOlderOneOnce() {
    var merge = new MergeIncident(INCIDENT, OLDER, TIE);
    var merged = new Merged(INCIDENT, OLDER, TIE);
    open().when(merge, facts.asSystem()).then(merged);
    open().and(merged).when(merge, facts.asSystem()).thenUnchanged();
    open()
        .when(new MergeIncident(INCIDENT, INCIDENT, TIE), facts.asSystem())
        .thenRefused(RefusalCode.BAD_REQUEST);
    closed().when(merge, facts.asSystem()).thenRefused(RefusalCode.INCIDENT_CLOSED);
  }

  @Test
  void correlatingIsTheProductsOwn() {
    for (var command : List.of(open, attach, new MergeIncident(INCIDENT, OLDER, TIE))) {
      open().when(command, facts.as("chief")).thenRefused(RefusalCode.FORBIDDEN);
    }
  }

  @Test
  void isDueForDiagnosisByTheAlertsThatJoinedSince() {
    assertThat(due(open())).contains(after(5));
    assertThat(due(open().and(GROWN))).contains(after(8));
    assertThat(due(open().and(DIAGNOSED))).isEmpty();
    assertThat(due(open().and(DIAGNOSED, GROWN))).contains(after(8));
    assertThat(due(open().and(DIAGNOSED, RECOVERED, new Reopened(INCIDENT, "again"))))
        .contains(after(5));
  }

  private Optional<Instant> due(DeciderSpec<Incident, IncidentEvent, IncidentCommand>.Given given) {
    return ((Incident.Open) given.state()).dueAt(SettlingPeriod.QUIET, SettlingPeriod.LATEST);
  }
}
