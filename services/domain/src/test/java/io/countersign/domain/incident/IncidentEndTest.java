package io.countersign.domain.incident;

import static io.countersign.domain.incident.IncidentSpec.GROWN;
import static io.countersign.domain.incident.IncidentSpec.RECOVERED;
import static io.countersign.domain.incident.IncidentSpec.closed;
import static io.countersign.domain.incident.IncidentSpec.open;
import static io.countersign.domain.incident.IncidentSpec.people;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.LATENCY;
import static io.countersign.domain.testing.IncidentFixtures.OLDER;
import static io.countersign.domain.testing.IncidentFixtures.TIE;
import static io.countersign.domain.testing.IncidentFixtures.blob;
import static io.countersign.domain.testing.IncidentFixtures.claim;
import static io.countersign.domain.testing.IncidentFixtures.reading;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ReopenIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveByOverride;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.incident.IncidentCommand.ReviewIncident;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.Merged;
import io.countersign.domain.incident.IncidentEvent.Recovered;
import io.countersign.domain.incident.IncidentEvent.Reopened;
import io.countersign.domain.incident.IncidentEvent.Resolved;
import io.countersign.domain.incident.IncidentEvent.Reviewed;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An incident is closed in one of three ways, reopened, and reviewed. */
class IncidentEndTest {
  private static final String REMEDIATION = "rem_0123456789abcdef";

  private final KnownFacts facts = people();

  private final ResolveRemedied remedied = new ResolveRemedied(INCIDENT, REMEDIATION);
  private final Resolved resolved = new Resolved(INCIDENT, new Resolution.Remedied(REMEDIATION));
  private final RecoverIncident recover =
      new RecoverIncident(INCIDENT, List.of(reading(true)), null);
  private final ResolveByOverride override = new ResolveByOverride(INCIDENT, "known and harmless");
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
    open().when(recover, facts.asSystem(after(60))).then(new Recovered(INCIDENT, List.of(), quiet));
    open()
        .and(new AlertAttached(INCIDENT, LATENCY, TIE, after(1)))
        .when(recover, facts.asSystem(after(60)))
        .thenRefused(RefusalCode.NOT_VERIFIED);
    open()
        .when(
            new RecoverIncident(INCIDENT, List.of(reading(true)), quiet), facts.asSystem(after(60)))
        .thenRefused(RefusalCode.BAD_REQUEST);
    facts.firing(List.of(ERRORS.alert()));
    open().when(recover, facts.asSystem(after(60))).thenRefused(RefusalCode.ALERTS_FIRING);
  }

  @Test
  void recoveredNeedsQuietAndReadingsThatHold() {
    open().when(recover, facts.asSystem()).then(RECOVERED);
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
    open().and(GROWN).when(recover, facts.asSystem()).thenRefused(RefusalCode.ALERTS_FIRING);
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
    closed().and(new Reviewed(INCIDENT, blob("why"))).when(review, facts.as("pat")).thenUnchanged();
  }

  private RecoverIncident withReadings(ProbeReading... readings) {
    return new RecoverIncident(INCIDENT, List.of(readings), null);
  }
}
