package io.countersign.domain.incident;

import static io.countersign.domain.incident.IncidentSpec.DIAGNOSED;
import static io.countersign.domain.incident.IncidentSpec.GROWN;
import static io.countersign.domain.incident.IncidentSpec.RECOVERED;
import static io.countersign.domain.incident.IncidentSpec.closed;
import static io.countersign.domain.incident.IncidentSpec.open;
import static io.countersign.domain.incident.IncidentSpec.people;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.blob;
import static io.countersign.domain.testing.IncidentFixtures.cause;
import static io.countersign.domain.testing.IncidentFixtures.claim;
import static io.countersign.domain.testing.IncidentFixtures.diagnosis;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.RecordEvidence;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.EvidenceGathered;
import io.countersign.domain.incident.IncidentEvent.Reopened;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Evidence and diagnoses of an incident, each for the alerts that there are. */
class IncidentFindingsTest {
  private final KnownFacts facts = people();

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
    open().and(GROWN).when(gather, facts.asSystem()).thenRefused(RefusalCode.STALE_DIAGNOSIS);
    open()
        .and(gathered, GROWN)
        .when(gather, facts.asSystem())
        .thenRefused(RefusalCode.STALE_DIAGNOSIS);
    var ahead = new RecordEvidence(INCIDENT, 2, 0, blob("claims"), List.of());
    open().when(ahead, facts.asSystem()).thenRefused(RefusalCode.BAD_REQUEST);
  }

  @Test
  void aDiagnosisIsMadeOncePerRevision() {
    open().when(make(diagnosis(1, 1)), facts.as("model")).then(DIAGNOSED);
    open().and(DIAGNOSED).when(make(diagnosis(1, 1)), facts.asSystem()).thenUnchanged();
    open()
        .and(DIAGNOSED)
        .when(make(diagnosis(2, 1)), facts.asSystem())
        .then(new DiagnosisMade(INCIDENT, diagnosis(2, 1)));
    open()
        .and(DIAGNOSED, GROWN)
        .when(make(diagnosis(2, 2)), facts.asSystem())
        .then(new DiagnosisMade(INCIDENT, diagnosis(2, 2)));
  }

  @Test
  void aDiagnosisOutOfTurnIsRefused() {
    var twoAlerts = open().and(DIAGNOSED, GROWN);
    twoAlerts
        .when(make(diagnosis(2, 1)), facts.asSystem())
        .thenRefused(RefusalCode.STALE_DIAGNOSIS);
    twoAlerts
        .when(make(diagnosis(1, 2)), facts.asSystem())
        .thenRefused(RefusalCode.STALE_DIAGNOSIS);
    twoAlerts.when(make(diagnosis(3, 2)), facts.asSystem()).thenRefused(RefusalCode.BAD_REQUEST);
    twoAlerts.when(make(diagnosis(2, 3)), facts.asSystem()).thenRefused(RefusalCode.BAD_REQUEST);
    closed().when(make(diagnosis(1, 1)), facts.asSystem()).thenRefused(RefusalCode.INCIDENT_CLOSED);
  }

  @Test
  void afterReopeningTheSameAlertsAreLookedAtAfresh() {
    open()
        .and(gathered, DIAGNOSED, RECOVERED, new Reopened(INCIDENT, "again"))
        .after(gather, facts.asSystem())
        .when(make(diagnosis(2, 1)), facts.asSystem())
        .then(new DiagnosisMade(INCIDENT, diagnosis(2, 1)));
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

  @ParameterizedTest
  @MethodSource("groundless")
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
