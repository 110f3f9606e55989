package io.countersign.domain.incident;

import static io.countersign.domain.incident.IncidentSpec.INCIDENTS;
import static io.countersign.domain.incident.IncidentSpec.refused;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.LATENCY;
import static io.countersign.domain.testing.IncidentFixtures.OLDER;
import static io.countersign.domain.testing.IncidentFixtures.TIE;
import static io.countersign.domain.testing.IncidentFixtures.blob;
import static io.countersign.domain.testing.IncidentFixtures.cause;
import static io.countersign.domain.testing.IncidentFixtures.claim;
import static io.countersign.domain.testing.IncidentFixtures.diagnosis;
import static io.countersign.domain.testing.IncidentFixtures.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.incident.IncidentCommand.AcknowledgeIncident;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.MergeIncident;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.incident.IncidentCommand.RecordEvidence;
import io.countersign.domain.incident.IncidentCommand.RecordFailure;
import io.countersign.domain.incident.IncidentCommand.RecordProgress;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ReopenIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveByOverride;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.incident.IncidentCommand.ReviewIncident;
import io.countersign.domain.incident.IncidentEvent.Acknowledged;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.Assigned;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.Escalated;
import io.countersign.domain.incident.IncidentEvent.EvidenceGathered;
import io.countersign.domain.incident.IncidentEvent.Merged;
import io.countersign.domain.incident.IncidentEvent.Noted;
import io.countersign.domain.incident.IncidentEvent.Opened;
import io.countersign.domain.incident.IncidentEvent.Recovered;
import io.countersign.domain.incident.IncidentEvent.Reopened;
import io.countersign.domain.incident.IncidentEvent.Resolved;
import io.countersign.domain.incident.IncidentEvent.Reviewed;
import io.countersign.domain.incident.IncidentEvent.WorkFailed;
import io.countersign.domain.incident.IncidentEvent.WorkResumed;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentDeciderTest {
  private static final PrincipalId PAT = new PrincipalId("pat");
  private static final String REMEDIATION = "rem_0123456789abcdef";

  private final KnownFacts facts =
      KnownFacts.nothing()
          .person("pat", Role.RESPONDER)
          .person("chief", Role.COMMANDER)
          .person("reader", Role.VIEWER)
          .agent("model", Role.VIEWER)
          .incidentOpen(OLDER);
  private final Opened opened = new Opened(INCIDENT, ERRORS, "shop fails", T0);
  private final AlertAttached grown = new AlertAttached(INCIDENT, LATENCY, TIE, after(3));
  private final DiagnosisMade diagnosed = new DiagnosisMade(INCIDENT, diagnosis(1, 1));
  private final Recovered recovered = new Recovered(INCIDENT, List.of(reading(true)), null);

  private DeciderSpec<Incident, IncidentEvent, IncidentCommand>.Given open() {
    return INCIDENTS.given(opened);
  }

  private DeciderSpec<Incident, IncidentEvent, IncidentCommand>.Given closed() {
    return INCIDENTS.given(opened, recovered);
  }

  @Nested
  class Growing {
    private final OpenIncident open = new OpenIncident(INCIDENT, ERRORS, "shop fails");
    private final AttachAlert attach = new AttachAlert(INCIDENT, LATENCY, TIE);

    @Test
    void opensOnceUnderTheIdOfItsFirstAlert() {
      INCIDENTS.given().when(open, facts.asSystem()).then(opened);
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
      open().when(attach, facts.asSystem(after(3))).then(grown);
      open().and(grown).when(attach, facts.asSystem(after(9))).thenUnchanged();
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
      assertThat(due(open().and(grown))).contains(after(8));
      assertThat(due(open().and(diagnosed))).isEmpty();
      assertThat(due(open().and(diagnosed, grown))).contains(after(8));
      assertThat(due(open().and(diagnosed, recovered, new Reopened(INCIDENT, "again"))))
          .contains(after(5));
    }

    private Optional<Instant> due(
        DeciderSpec<Incident, IncidentEvent, IncidentCommand>.Given given) {
      return ((Incident.Open) given.state()).dueAt(SettlingPeriod.QUIET, SettlingPeriod.LATEST);
    }
  }

  @Nested
  class Finding {
    private final RecordEvidence gather =
        new RecordEvidence(INCIDENT, 1, 3, blob("claims"), List.of("logs: TIMEOUT"));
    private final EvidenceGathered gathered =
        new EvidenceGathered(INCIDENT, 1, 3, blob("claims"), List.of("logs: TIMEOUT"));

    @Test
    void evidenceIsTakenOncePerRevisionFromAnyKnownPrincipal() {
      open().when(gather, facts.asSystem()).then(gathered);
      open().when(gather, facts.as("model")).then(gathered);
      open().and(gathered).when(gather, facts.asSystem()).thenUnchanged();
      facts.disabled("model");
      open().when(gather, facts.as("model")).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
    }

    @Test
    void evidenceForOtherAlertsIsRefused() {
      open().and(grown).when(gather, facts.asSystem()).thenRefused(RefusalCode.STALE_DIAGNOSIS);
      open()
          .and(gathered, grown)
          .when(gather, facts.asSystem())
          .thenRefused(RefusalCode.STALE_DIAGNOSIS);
      var ahead = new RecordEvidence(INCIDENT, 2, 0, blob("claims"), List.of());
      open().when(ahead, facts.asSystem()).thenRefused(RefusalCode.BAD_REQUEST);
    }

    @Test
    void aDiagnosisIsMadeOncePerRevision() {
      open().when(make(diagnosis(1, 1)), facts.as("model")).then(diagnosed);
      open().and(diagnosed).when(make(diagnosis(1, 1)), facts.asSystem()).thenUnchanged();
      open()
          .and(diagnosed)
          .when(make(diagnosis(2, 1)), facts.asSystem())
          .then(new DiagnosisMade(INCIDENT, diagnosis(2, 1)));
      open()
          .and(diagnosed, grown)
          .when(make(diagnosis(2, 2)), facts.asSystem())
          .then(new DiagnosisMade(INCIDENT, diagnosis(2, 2)));
    }

    @Test
    void aDiagnosisOutOfTurnIsRefused() {
      var twoAlerts = open().and(diagnosed, grown);
      twoAlerts
          .when(make(diagnosis(2, 1)), facts.asSystem())
          .thenRefused(RefusalCode.STALE_DIAGNOSIS);
      twoAlerts
          .when(make(diagnosis(1, 2)), facts.asSystem())
          .thenRefused(RefusalCode.STALE_DIAGNOSIS);
      twoAlerts.when(make(diagnosis(3, 2)), facts.asSystem()).thenRefused(RefusalCode.BAD_REQUEST);
      twoAlerts.when(make(diagnosis(2, 3)), facts.asSystem()).thenRefused(RefusalCode.BAD_REQUEST);
      closed()
          .when(make(diagnosis(1, 1)), facts.asSystem())
          .thenRefused(RefusalCode.INCIDENT_CLOSED);
    }

    @Test
    void afterReopeningTheSameAlertsAreLookedAtAfresh() {
      open()
          .and(gathered, diagnosed, recovered, new Reopened(INCIDENT, "again"))
          .after(gather, facts.asSystem())
          .when(make(diagnosis(2, 1)), facts.asSystem())
          .then(new DiagnosisMade(INCIDENT, diagnosis(2, 1)));
    }

    @ParameterizedTest
    @MethodSource("io.countersign.domain.incident.IncidentDeciderTest#groundless")
    void aClaimWithoutEvidenceIsRefused(Diagnosis groundless) {
      open()
          .when(make(groundless), facts.as("model"))
          .thenRefused(RefusalCode.CLAIM_WITHOUT_EVIDENCE);
    }

    @Test
    void unknownMayBeSaidWithoutAReason() {
      var unknown = new Cause(ERRORS.entity(), Cause.Kind.UNKNOWN, null, null, 0, List.of());
      var honest = diagnosis(1, 1, List.of(unknown), List.of());
      open().when(make(honest), facts.asSystem()).then(new DiagnosisMade(INCIDENT, honest));
    }

    private MakeDiagnosis make(Diagnosis diagnosis) {
      return new MakeDiagnosis(INCIDENT, diagnosis);
    }
  }

  static Stream<Diagnosis> groundless() {
    var sound = claim("c1");
    var backwards =
        new Claim("c1", "prometheus", "up", T0, T0.minusSeconds(1), 5, sound.digest(), "x");
    var noReason = new Cause(ERRORS.entity(), Cause.Kind.RELEASE, null, null, 0, List.of());
    return Stream.of(
        diagnosis(1, 1, List.of(cause()), List.of(sound)),
        diagnosis(1, 1, List.of(cause("c2")), List.of(sound)),
        diagnosis(1, 1, List.of(cause("c1", "c2")), List.of(sound)),
        diagnosis(1, 1, List.of(noReason), List.of(sound)),
        diagnosis(1, 1, List.of(cause("c1")), List.of(sound, sound)),
        diagnosis(1, 1, List.of(cause("c1")), List.of(claim("c1", " ", "up", "x"))),
        diagnosis(1, 1, List.of(cause("c1")), List.of(claim("c1", "prometheus", "", "x"))),
        diagnosis(1, 1, List.of(cause("c1")), List.of(claim("c1", "prometheus", "up", ""))),
        diagnosis(1, 1, List.of(cause(" ")), List.of(claim(" "))),
        diagnosis(1, 1, List.of(cause("c1")), List.of(backwards)));
  }

  @Nested
  class Persons {
    @Test
    void areCalledOncePerDiagnosis() {
      var escalate = new EscalateIncident(INCIDENT, 1, "nothing fits");
      var escalated = new Escalated(INCIDENT, 1, "nothing fits");
      open().and(diagnosed).when(escalate, facts.asSystem()).then(escalated);
      open().and(diagnosed).when(escalate, facts.as("pat")).then(escalated);
      open().and(diagnosed, escalated).when(escalate, facts.asSystem()).thenUnchanged();
      open().when(escalate, facts.asSystem()).thenRefused(RefusalCode.BAD_REQUEST);
      open()
          .and(diagnosed)
          .when(new EscalateIncident(INCIDENT, 0, "x"), facts.asSystem())
          .thenRefused(RefusalCode.STALE_DIAGNOSIS);
      open()
          .when(new EscalateIncident(INCIDENT, 0, " "), facts.asSystem())
          .thenRefused(RefusalCode.REASON_REQUIRED);
    }

    @Test
    void escalationHoldsUntilTheNextDiagnosis() {
      var escalated = new Escalated(INCIDENT, 1, "nothing fits");
      var before = (Incident.Open) open().and(diagnosed, escalated).state();
      assertThat(before.findings().escalated()).isTrue();
      var next = new DiagnosisMade(INCIDENT, diagnosis(2, 2));
      var after = (Incident.Open) open().and(diagnosed, escalated, grown, next).state();
      assertThat(after.findings().escalated()).isFalse();
    }

    /**
     * A flapping alert grows the incident again and again; its cause stays as unknown as it was.
     */
    @Test
    void areCalledOnceForACauseThatStaysUnknown() {
      var flapping =
          open()
              .and(undecided(1, 1), new Escalated(INCIDENT, 1, "no cause stands out"), grown)
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
          INCIDENT,
          new Diagnosis(number, revision, "rules", false, List.of(), List.of(), List.of()));
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

  @Nested
  class Ending {
    private final ResolveRemedied remedied = new ResolveRemedied(INCIDENT, REMEDIATION);
    private final Resolved resolved = new Resolved(INCIDENT, new Resolution.Remedied(REMEDIATION));
    private final RecoverIncident recover =
        new RecoverIncident(INCIDENT, List.of(reading(true)), null);
    private final ResolveByOverride override =
        new ResolveByOverride(INCIDENT, "known and harmless");
    private final Resolved overridden =
        new Resolved(
            INCIDENT, new Resolution.Overridden(new PrincipalId("chief"), "known and harmless"));

    @Test
    void remediedNeedsAVerifiedRemediationAndQuiet() {
      open().when(remedied, facts.asSystem()).thenRefused(RefusalCode.NOT_VERIFIED);
      facts.outcome(INCIDENT, REMEDIATION, "ROLLED_BACK");
      open().when(remedied, facts.asSystem()).thenRefused(RefusalCode.NOT_VERIFIED);
      facts.outcome(new IncidentId("inc_ffffffffffffffff"), REMEDIATION, "VERIFIED");
      open().when(remedied, facts.asSystem()).thenRefused(RefusalCode.NOT_VERIFIED);
      facts.outcome(INCIDENT, REMEDIATION, "VERIFIED").firing(List.of(ERRORS.alert()));
      open().when(remedied, facts.asSystem()).thenRefused(RefusalCode.ALERTS_FIRING);
      facts.quiet(ERRORS.alert());
      open().when(remedied, facts.asSystem()).then(resolved);
      open().and(resolved).when(remedied, facts.asSystem()).thenUnchanged();
    }

    @Test
    void recoveredWithoutReadingsNeedsThatItStayedQuietSinceItsLastAlert() {
      var quiet = new QuietPeriod(T0, 60);
      var recover = new RecoverIncident(INCIDENT, List.of(), quiet);
      open().when(recover, facts.asSystem(after(59))).thenRefused(RefusalCode.NOT_VERIFIED);
      open()
          .when(recover, facts.asSystem(after(60)))
          .then(new Recovered(INCIDENT, List.of(), quiet));
      open()
          .and(new AlertAttached(INCIDENT, LATENCY, TIE, after(1)))
          .when(recover, facts.asSystem(after(60)))
          .thenRefused(RefusalCode.NOT_VERIFIED);
      open()
          .when(
              new RecoverIncident(INCIDENT, List.of(reading(true)), quiet),
              facts.asSystem(after(60)))
          .thenRefused(RefusalCode.BAD_REQUEST);
      facts.firing(List.of(ERRORS.alert()));
      open().when(recover, facts.asSystem(after(60))).thenRefused(RefusalCode.ALERTS_FIRING);
    }

    @Test
    void recoveredNeedsQuietAndReadingsThatHold() {
      open().when(recover, facts.asSystem()).then(recovered);
      closed().when(recover, facts.asSystem()).thenUnchanged();
      open().when(withReadings(), facts.asSystem()).thenRefused(RefusalCode.NOT_VERIFIED);
      open()
          .when(withReadings(reading(true), reading(false)), facts.asSystem())
          .thenRefused(RefusalCode.NOT_VERIFIED);
      var groundless = new ProbeReading("errors", "0", true, T0, claim("r1", "", "up", "x"));
      open()
          .when(withReadings(groundless), facts.asSystem())
          .thenRefused(RefusalCode.CLAIM_WITHOUT_EVIDENCE);
      facts.firing(List.of(LATENCY.alert()));
      open().and(grown).when(recover, facts.asSystem()).thenRefused(RefusalCode.ALERTS_FIRING);
    }

    @Test
    void measurementsAreTheProductsOwn() {
      facts.outcome(INCIDENT, REMEDIATION, "VERIFIED");
      open().when(remedied, facts.as("chief")).thenRefused(RefusalCode.FORBIDDEN);
      open().when(recover, facts.as("model")).thenRefused(RefusalCode.FORBIDDEN);
    }

    @Test
    void overridingTakesACommanderWithAReason() {
      open().when(override, facts.as("chief")).then(overridden);
      open().and(overridden).when(override, facts.as("chief")).thenUnchanged();
      open().when(override, facts.as("pat")).thenRefused(RefusalCode.FORBIDDEN);
      open().when(override, facts.asSystem()).thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
      open()
          .when(new ResolveByOverride(INCIDENT, ""), facts.as("chief"))
          .thenRefused(RefusalCode.REASON_REQUIRED);
    }

    @Test
    void closedInOneWayItIsNotClosedInAnother() {
      facts.outcome(INCIDENT, REMEDIATION, "VERIFIED");
      closed().when(remedied, facts.asSystem()).thenRefused(RefusalCode.INCIDENT_CLOSED);
      closed().when(override, facts.as("chief")).thenRefused(RefusalCode.INCIDENT_CLOSED);
      open().and(resolved).when(recover, facts.asSystem()).thenRefused(RefusalCode.INCIDENT_CLOSED);
    }

    @Test
    void reopeningNeedsAReasonAndNeverUndoesAMerge() {
      var reopen = new ReopenIncident(INCIDENT, "it is back");
      var reopened = new Reopened(INCIDENT, "it is back");
      closed().when(reopen, facts.as("pat")).then(reopened);
      closed().when(reopen, facts.asSystem()).then(reopened);
      closed().and(reopened).when(reopen, facts.as("pat")).thenUnchanged();
      closed()
          .when(new ReopenIncident(INCIDENT, ""), facts.as("pat"))
          .thenRefused(RefusalCode.REASON_REQUIRED);
      closed().when(reopen, facts.as("model")).thenRefused(RefusalCode.HUMAN_REQUIRED);
      open()
          .and(new Merged(INCIDENT, OLDER, TIE))
          .when(reopen, facts.as("pat"))
          .thenRefused(RefusalCode.INCIDENT_CLOSED);
    }

    @Test
    void reviewsComeAfterTheEnd() {
      var review = new ReviewIncident(INCIDENT, blob("why"));
      open().when(review, facts.as("pat")).thenRefused(RefusalCode.INCIDENT_OPEN);
      closed().when(review, facts.as("pat")).then(new Reviewed(INCIDENT, blob("why")));
      closed()
          .and(new Reviewed(INCIDENT, blob("why")))
          .when(review, facts.as("pat"))
          .thenUnchanged();
    }

    private RecoverIncident withReadings(ProbeReading... readings) {
      return new RecoverIncident(INCIDENT, List.of(readings), null);
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
        .and(recovered)
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
