package io.countersign.ledger.incident;

import static io.countersign.ledger.axon.AggregateFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.scoring.Diagnoser;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.Estate;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.ledger.axon.AggregateFixture;
import io.countersign.ledger.codec.DomainJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The wiring only: what is decided the domain's tests show. */
class IncidentAggregateTest {
  private static AggregateFixture<Incident, IncidentCommand, IncidentEvent> fixture() {
    return new AggregateFixture<>(IncidentKind.KIND);
  }

  private static final CommandContext SYSTEM = KnownFacts.nothing().asSystem();
  private static final AlertId ALERT = AlertId.of("alertmanager", "f1", Contexts.T0);
  private static final IncidentId ID = IncidentId.of(ALERT);
  private static final IncidentAlert FIRST =
      new IncidentAlert(
          ALERT,
          EntityId.service("rig", "cart"),
          "HighErrorRate",
          Severity.CRITICAL,
          "errors",
          Contexts.T0);

  @Test
  void theDiagnosisOfAWideEstateFitsIntoAnEvent() {
    var diagnosis = Diagnoser.diagnose(1, 1, Estate.wide(500).seenAfter(60), Estate.THRESHOLDS);
    var event = new IncidentEvent.DiagnosisMade(ID, diagnosis);
    assertThat(DomainJson.write(event).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(32 * 1024);
    fixture()
        .given(new IncidentEvent.Opened(ID, FIRST, "cart: HighErrorRate", Contexts.T0))
        .when(sent(new IncidentCommand.MakeDiagnosis(ID, diagnosis), SYSTEM))
        .expectEvents(event);
  }

  @Test
  void isOpenedOnce() {
    var open = new IncidentCommand.OpenIncident(ID, FIRST, "cart: HighErrorRate");
    fixture()
        .given()
        .when(sent(open, SYSTEM))
        .expectEvents(new IncidentEvent.Opened(ID, FIRST, "cart: HighErrorRate", Contexts.T0));
    fixture()
        .given(new IncidentEvent.Opened(ID, FIRST, "cart: HighErrorRate", Contexts.T0))
        .when(sent(open, SYSTEM))
        .expectNoEvents();
  }
}
