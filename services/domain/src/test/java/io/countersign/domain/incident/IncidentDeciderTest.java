package io.countersign.domain.incident;

import static io.countersign.domain.incident.IncidentSpec.INCIDENTS;
import static io.countersign.domain.incident.IncidentSpec.RECOVERED;
import static io.countersign.domain.incident.IncidentSpec.closed;
import static io.countersign.domain.incident.IncidentSpec.open;
import static io.countersign.domain.incident.IncidentSpec.people;
import static io.countersign.domain.incident.IncidentSpec.refused;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.LATENCY;
import static io.countersign.domain.testing.IncidentFixtures.TIE;
import static io.countersign.domain.testing.IncidentFixtures.blob;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.incident.IncidentCommand.AcknowledgeIncident;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.RecordFailure;
import io.countersign.domain.incident.IncidentCommand.RecordProgress;
import io.countersign.domain.incident.IncidentCommand.ReviewIncident;
import io.countersign.domain.incident.IncidentEvent.WorkFailed;
import io.countersign.domain.incident.IncidentEvent.WorkResumed;
import io.countersign.domain.testing.KnownFacts;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holds of all about an incident, and the work on it that fails. */
class IncidentDeciderTest {
  private static final PrincipalId PAT = new PrincipalId("pat");

  private final KnownFacts facts = people();

  @Nested
  class Work {
    private final Instant next = after(35);
    private final WorkFailure first = new WorkFailure("unreachable", 1, 1, T0, next);
    private final WorkFailed failed = new WorkFailed(INCIDENT, IncidentWork.RECOMMENDATION, first);

    private RecordFailure failure(String reason) {
      return failure(reason, next);
    }

    private RecordFailure failure(String reason, Instant again) {
      return new RecordFailure(INCIDENT, IncidentWork.RECOMMENDATION, reason, again);
    }

    private WorkFailed counted(String reason, int failures, int alike) {
      return new WorkFailed(
          INCIDENT,
          IncidentWork.RECOMMENDATION,
          new WorkFailure(reason, failures, alike, T0, after(45)));
    }

    @Test
    void thatFailsIsCountedSinceTheFirstTime() {
      open().when(failure("unreachable"), facts.asSystem()).then(failed);
      open()
          .and(failed)
          .when(failure("unreachable", after(45)), facts.asSystem(after(5)))
          .then(counted("unreachable", 2, 2));
      open().and(failed).when(failure("unreachable"), facts.asSystem(after(5))).thenUnchanged();
      open()
          .and(failed)
          .when(failure("refused", after(45)), facts.asSystem(after(5)))
          .then(counted("refused", 2, 1));
      open().when(failure(" "), facts.asSystem()).thenRefused(RefusalCode.REASON_REQUIRED);
      open().when(failure("so"), facts.as("pat")).thenRefused(RefusalCode.FORBIDDEN);
      closed().when(failure("so"), facts.asSystem()).thenUnchanged();
    }

    @Test
    void thatGoesOnIsNewsOnlyAfterItFailed() {
      var progress = new RecordProgress(INCIDENT, IncidentWork.RECOMMENDATION);
      var resumed = new WorkResumed(INCIDENT, IncidentWork.RECOMMENDATION);
      open().when(progress, facts.asSystem()).thenUnchanged();
      open().and(failed).when(progress, facts.asSystem()).then(resumed);
      open().and(failed, resumed).when(progress, facts.asSystem()).thenUnchanged();
    }
  }

  @Test
  void ofWhatWasNeverOpenedThereIsNothingToDoAndNothingToRecord() {
    INCIDENTS
        .given()
        .when(new AddNote(INCIDENT, blob("hm")), facts.as("pat"))
        .thenRefused(RefusalCode.UNKNOWN_INCIDENT)
        .recording();
    INCIDENTS
        .given()
        .when(new AttachAlert(INCIDENT, LATENCY, TIE), facts.asSystem())
        .thenRefused(RefusalCode.UNKNOWN_INCIDENT);
  }

  @Test
  void theSameRefusalIsRecordedOnceAMinute() {
    var review = new ReviewIncident(INCIDENT, blob("why"));
    var refused = open().afterRefusal(review, facts.as("pat", after(1)));
    refused
        .when(review, facts.as("pat", after(59)))
        .thenRefused(RefusalCode.INCIDENT_OPEN)
        .recording();
    refused
        .and(RECOVERED)
        .when(new AcknowledgeIncident(INCIDENT), facts.as("reader", after(59)))
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording(
            refused(
                RefusalCode.FORBIDDEN,
                new PrincipalId("reader"),
                "AcknowledgeIncident",
                after(59)));
    refused
        .when(review, facts.as("pat", after(60)))
        .thenRefused(RefusalCode.INCIDENT_OPEN)
        .recording(refused(RefusalCode.INCIDENT_OPEN, PAT, "ReviewIncident", after(60)));
  }
}
