package io.countersign.domain.incident;

import static io.countersign.domain.incident.IncidentSpec.DIAGNOSED;
import static io.countersign.domain.incident.IncidentSpec.GROWN;
import static io.countersign.domain.incident.IncidentSpec.closed;
import static io.countersign.domain.incident.IncidentSpec.open;
import static io.countersign.domain.incident.IncidentSpec.people;
import static io.countersign.domain.incident.IncidentSpec.refused;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.blob;
import static io.countersign.domain.testing.IncidentFixtures.diagnosis;
import static io.countersign.domain.testing.IncidentFixtures.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentCommand.AcknowledgeIncident;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.IncidentCommand.ReviewIncident;
import io.countersign.domain.incident.IncidentCommand.SetPriority;
import io.countersign.domain.incident.IncidentEvent.Acknowledged;
import io.countersign.domain.incident.IncidentEvent.Assigned;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.Escalated;
import io.countersign.domain.incident.IncidentEvent.Noted;
import io.countersign.domain.incident.IncidentEvent.PrioritySet;
import io.countersign.domain.incident.IncidentEvent.Recovered;
import io.countersign.domain.incident.IncidentEvent.Reopened;
import io.countersign.domain.incident.IncidentEvent.Resolved;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Persons are called for an incident, and take it up. */
class IncidentPersonsTest {
  private static final PrincipalId PAT = new PrincipalId("pat");

  private final KnownFacts facts = people();

  @Test
  void areCalledOncePerDiagnosis() {
    var escalate = new EscalateIncident(INCIDENT, 1, "nothing fits");
    var escalated = new Escalated(INCIDENT, 1, "nothing fits");
    open().and(DIAGNOSED).when(escalate, facts.asSystem()).then(escalated);
    open().and(DIAGNOSED).when(escalate, facts.as("pat")).then(escalated);
    open().and(DIAGNOSED, escalated).when(escalate, facts.asSystem()).thenUnchanged();
    open().when(escalate, facts.asSystem()).thenRefused(RefusalCode.BAD_REQUEST);
    open()
        .and(DIAGNOSED)
        .when(new EscalateIncident(INCIDENT, 0, "x"), facts.asSystem())
        .thenRefused(RefusalCode.STALE_DIAGNOSIS);
    open()
        .when(new EscalateIncident(INCIDENT, 0, " "), facts.asSystem())
        .thenRefused(RefusalCode.REASON_REQUIRED);
  }

  @Test
  void sayHowUrgentItIsAndWhatAlertsMeasureStays() {
    var low = new PrioritySet(INCIDENT, Priority.LOW, PAT);
    var say = new SetPriority(INCIDENT, Priority.LOW);
    var before = (Incident.Open) open().state();
    assertThat(before.said()).isNull();
    assertThat(before.priority()).isEqualTo(Priority.of(before.alerts().getFirst().severity()));
    open().when(say, facts.as("pat")).then(low);
    open().and(low).when(say, facts.as("pat")).thenUnchanged();
    open().when(say, facts.as("model")).thenRefused(RefusalCode.HUMAN_REQUIRED);
    closed().when(say, facts.as("pat")).thenRefused(RefusalCode.INCIDENT_CLOSED);
    var after = (Incident.Open) open().and(low).state();
    assertThat(after.priority()).isEqualTo(Priority.LOW);
    assertThat(after.alerts()).isEqualTo(before.alerts());
  }

  @Test
  void escalationHoldsUntilTheNextDiagnosis() {
    var escalated = new Escalated(INCIDENT, 1, "nothing fits");
    var before = (Incident.Open) open().and(DIAGNOSED, escalated).state();
    assertThat(before.findings().escalated()).isTrue();
    var next = new DiagnosisMade(INCIDENT, diagnosis(2, 2));
    var after = (Incident.Open) open().and(DIAGNOSED, escalated, GROWN, next).state();
    assertThat(after.findings().escalated()).isFalse();
  }

  /** A flapping alert grows the incident again and again; its cause stays as unknown as it was. */
  @Test
  void areCalledOnceForACauseThatStaysUnknown() {
    var flapping =
        open()
            .and(undecided(1, 1), new Escalated(INCIDENT, 1, "no cause stands out"), GROWN)
            .and(undecided(2, 2));
    flapping
        .when(new EscalateIncident(INCIDENT, 2, "still none"), facts.asSystem())
        .thenUnchanged();
    var decided = new DiagnosisMade(INCIDENT, diagnosis(3, 2));
    flapping
        .and(decided)
        .when(new EscalateIncident(INCIDENT, 3, "no runbook"), facts.asSystem())
        .then(new Escalated(INCIDENT, 3, "no runbook"));
    flapping
        .and(decided, undecided(4, 2))
        .when(new EscalateIncident(INCIDENT, 4, "the remedy failed"), facts.asSystem())
        .then(new Escalated(INCIDENT, 4, "the remedy failed"));
  }

  @Test
  void areCalledAgainOnceAPersonHadClosedItAndNotAfterItWentByItself() {
    var called = open().and(undecided(1, 1), new Escalated(INCIDENT, 1, "no cause stands out"));
    var escalate = new EscalateIncident(INCIDENT, 2, "no cause stands out");
    var reopened = new Reopened(INCIDENT, "it fires on");
    var byItself = new Recovered(INCIDENT, List.of(reading(true)), null);
    var byAPerson = new Resolved(INCIDENT, new Resolution.Overridden(PAT, "fine"));
    called
        .and(byItself, reopened, undecided(2, 1))
        .when(escalate, facts.asSystem())
        .thenUnchanged();
    called
        .and(byAPerson, reopened, undecided(2, 1))
        .when(escalate, facts.asSystem())
        .then(new Escalated(INCIDENT, 2, "no cause stands out"));
  }

  private DiagnosisMade undecided(int number, int revision) {
    return new DiagnosisMade(
        INCIDENT, new Diagnosis(number, revision, "rules", false, List.of(), List.of(), List.of()));
  }

  @Test
  void acknowledgeOnceEach() {
    var acknowledge = new AcknowledgeIncident(INCIDENT);
    var acknowledged = new Acknowledged(INCIDENT, PAT);
    open().when(acknowledge, facts.as("pat")).then(acknowledged);
    open().and(acknowledged).when(acknowledge, facts.as("pat")).thenUnchanged();
    open()
        .and(acknowledged)
        .when(acknowledge, facts.as("chief"))
        .then(new Acknowledged(INCIDENT, new PrincipalId("chief")));
  }

  @Test
  void assignAnActivePerson() {
    var assign = new AssignIncident(INCIDENT, PAT);
    open().when(assign, facts.as("chief")).then(new Assigned(INCIDENT, PAT));
    open().and(new Assigned(INCIDENT, PAT)).when(assign, facts.as("chief")).thenUnchanged();
    open()
        .when(new AssignIncident(INCIDENT, new PrincipalId("ghost")), facts.as("pat"))
        .thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
    open()
        .when(new AssignIncident(INCIDENT, new PrincipalId("model")), facts.as("pat"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED);
    facts.disabled("pat");
    open().when(assign, facts.as("chief")).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
  }

  @Test
  void noteAsOftenAsTheyLike() {
    var note = new AddNote(INCIDENT, blob("hm"));
    var noted = new Noted(INCIDENT, blob("hm"));
    open().when(note, facts.as("pat")).then(noted);
    open().and(noted).when(note, facts.as("pat")).then(noted);
    closed().when(note, facts.as("pat")).then(noted);
  }

  @Test
  void needARoleForItAndMachinesNeverWill() {
    for (var command :
        List.of(
            new AcknowledgeIncident(INCIDENT),
            new AssignIncident(INCIDENT, PAT),
            new AddNote(INCIDENT, blob("hm")),
            new ReviewIncident(INCIDENT, blob("why")))) {
      var name = command.getClass().getSimpleName();
      open()
          .when(command, facts.as("model"))
          .thenRefused(RefusalCode.HUMAN_REQUIRED)
          .recording(refused(RefusalCode.HUMAN_REQUIRED, new PrincipalId("model"), name, T0));
      open().when(command, facts.as("reader")).thenRefused(RefusalCode.FORBIDDEN);
      open().when(command, facts.asSystem()).thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
    }
  }
}
