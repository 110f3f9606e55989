package io.countersign.server.summary;

import static io.countersign.domain.PrincipalKind.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.change.Change;
import io.countersign.domain.change.ChangeEvent.ChangeObserved;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.Resolution;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.codec.EventNames;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Samples;
import io.countersign.ledger.testing.Story;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

class EventSummaryTest {
  private static final Instant T = Chronicle.START;
  private static final String DAY = "2026-03-01 ";
  private static final EventSummary SUMMARY = summary();

  @Test
  void namesTheCauseAndTheFirstReason() {
    assertThat(says(new IncidentEvent.DiagnosisMade(Story.INCIDENT, Story.diagnosis(2, true))))
        .isEqualTo(
            "Diagnosis 2: release v2 (CHG-1005) of checkout-api (score 90):"
                + " errors began with the release");
    assertThat(says(new IncidentEvent.DiagnosisMade(Story.INCIDENT, Story.diagnosis(1, false))))
        .isEqualTo("Diagnosis 1: unknown; no cause stands out among 2");
  }

  @Test
  void tellsWhoAnswersForAnUnverifiedEnd() {
    var overridden = new Resolution.Overridden(Story.ALICE, "a\nknown  fault");
    assertThat(says(new IncidentEvent.Resolved(Story.INCIDENT, overridden)))
        .isEqualTo("Closed unverified by p_alice, who signs for it: a known fault");
  }

  @Test
  void tellsWhatPolicyWantsAndUntilWhen() {
    var id = Story.REMEDIATION;
    assertThat(says(RemediationEvent.PolicyEvaluated.of(id, Story.NEEDS_APPROVAL, null)))
        .isEqualTo("Policy wants 1 approval, risk high (tier-one-rollback)");
    assertThat(
            says(
                new RemediationEvent.ApprovalRequested(
                    id, Story.PLAN.digest(), Story.APPROVAL, T, T, T.plusSeconds(600))))
        .isEqualTo("Approval requested from approver: 1 person until " + DAY + "12:10:00 UTC");
  }

  @Test
  void tellsWhatTelemetryShowed() {
    var readings = List.of(Story.reading("0", true));
    assertThat(says(new RemediationEvent.VerificationPassed(Story.REMEDIATION, readings)))
        .isEqualTo("Verified: telemetry shows the fault gone (errors = 0)");
  }

  @Test
  void tellsWhoIsNotToldAndUntilWhen() {
    var mute = MuteId.of(new UUID(1, 1));
    var reason = Story.blob("moving house");
    assertThat(
            says(
                new MuteEvent.Muted(
                    mute, new MuteMatcher(Story.SEARCH, "HighLatency", null), T, reason)))
        .isEqualTo("Muted until 2026-03-01T12:00:00Z: HighLatency on service/rig/search");
    assertThat(says(new MuteEvent.Muted(mute, new MuteMatcher(null, null, "f1"), T, reason)))
        .isEqualTo("Muted until 2026-03-01T12:00:00Z: every alert with fingerprint f1");
    assertThat(says(new MuteEvent.Unmuted(mute, MuteEvent.Unmuted.Lifting.EXPIRED)))
        .isEqualTo("The mute was lifted by itself: its time is over");
    assertThat(says(new MuteEvent.Unmuted(mute, MuteEvent.Unmuted.Lifting.BY_PERSON)))
        .isEqualTo("The mute was lifted");
    assertThat(says(new AlertEvent.HeldBack(Story.BURN.alert(), mute)))
        .isEqualTo("The alert is held back by " + mute + ": nobody is told");
  }

  @Test
  void tellsAboutPeopleAndTheDoor() {
    assertThat(says(new AccessEvent.RoleGranted(Story.BOB, Role.CATALOG_EDITOR)))
        .isEqualTo("p_bob was granted catalog editor");
    assertThat(says(new AccessEvent.PrincipalRegistered(Story.BOB, PERSON, Set.of())))
        .isEqualTo("person p_bob registered with no role");
    assertThat(says(new AccessEvent.KillSwitchSet(PrincipalId.SYSTEM, true, "drill")))
        .isEqualTo("All execution halted: drill");
    assertThat(says(new IntakeEvent.Refused("alertmanager", RefusalCode.TOO_LARGE, "9 MiB")))
        .isEqualTo("A delivery from alertmanager was refused (TOO_LARGE): 9 MiB");
    assertThat(says(new IntakeEvent.HeartbeatLost("alertmanager", "Watchdog", T)))
        .isEqualTo("alertmanager has fallen silent: last heartbeat at " + DAY + "12:00:00 UTC");
  }

  @Test
  void tellsAboutTheCatalogueAndChanges() {
    assertThat(says(new CatalogEvent.EntityDeclared(new Entity(Story.CHECKOUT, "pay", 1, false))))
        .isEqualTo("Catalogue: service/rig/checkout-api, tier 1, owned by pay");
    var calls = new Relation(Relation.Kind.CALLS, Story.FRONTEND, Story.CHECKOUT);
    assertThat(says(new CatalogEvent.RelationDeclared(calls)))
        .isEqualTo("Catalogue: frontend calls checkout-api");
    var change = new Change("feed", Story.CHECKOUT, "deploy", T, "CHG-1", "v1", "v2", null, null);
    assertThat(says(new ChangeObserved(change)))
        .isEqualTo("deploy of checkout-api at " + DAY + "12:00:00 UTC from v1 to v2");
  }

  @Test
  void tellsTheStoryOfAlertsIncidentAndRemediation() {
    var tie = new AlertTie("depends-on", 80, "frontend depends on\ncheckout-api (relations: 1)");
    var events =
        List.<Event>of(
            Story.raised(Story.BURN),
            Story.raised(Story.CHECKOUT_ERRORS),
            new IncidentEvent.Opened(
                Story.INCIDENT, Story.BURN, "SLOBurnRate on frontend (rig)", T),
            new IncidentEvent.AlertAttached(Story.INCIDENT, Story.CHECKOUT_ERRORS, tie, T),
            new RemediationEvent.Proposed(
                Story.REMEDIATION, 1, PrincipalId.SYSTEM, Story.PLAN, Story.PLAN.digest()),
            new IncidentEvent.Acknowledged(Story.INCIDENT, Story.ALICE));
    assertThat(events)
        .extracting(SUMMARY::of)
        .containsExactly(
            "SLOBurnRate fires on frontend (critical)",
            "HighErrorRate fires on checkout-api (error)",
            "Incident opened: SLOBurnRate on frontend (rig)",
            "HighErrorRate on checkout-api joined (depends-on, 80):"
                + " frontend depends on checkout-api (relations: 1)",
            "Proposed: rollback checkout-api, then warm-up checkout-api,"
                + " because of release v2 of checkout-api",
            "Acknowledged by p_alice");
  }

  @Test
  void refusesWhatIsNoneOfOurs() {
    Event stranger = new Event() {};
    assertThatThrownBy(() -> SUMMARY.of(stranger)).isInstanceOf(IllegalArgumentException.class);
  }

  static Set<Class<? extends Event>> events() {
    return EventNames.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("events")
  void hasOneLineForEveryEvent(Class<? extends Event> type) {
    assertThat(says(Samples.of(type))).isNotBlank().doesNotContain("\n");
  }

  private static String says(Event event) {
    return SUMMARY.of(event);
  }

  /** As the server finds them: any bean of a capability that has texts. */
  private static EventSummary summary() {
    try (var context = new AnnotationConfigApplicationContext(Scanned.class)) {
      return context.getBean(EventSummary.class);
    }
  }

  @ComponentScan(
      basePackages = "io.countersign.server",
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(
              type = FilterType.ASSIGNABLE_TYPE,
              classes = {EventTexts.class, EventSummary.class}))
  static class Scanned {}
}
