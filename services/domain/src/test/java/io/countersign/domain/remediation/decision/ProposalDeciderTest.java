package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.FORBIDDEN;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.back;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.step;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProposalDeciderTest {
  private final KnownFacts facts = staff();
  private final CommandContext system = facts.asSystem();
  private final ProposeRemediation propose = new ProposeRemediation(ID, 1, plan());
  private final WithdrawRemediation withdraw =
      new WithdrawRemediation(ID, Withdrawn.Reason.SUPERSEDED, "a better plan");
  private final Withdrawn withdrawn =
      new Withdrawn(ID, Withdrawn.Reason.SUPERSEDED, "a better plan");

  @Test
  void aProposalKeepsItsPlanDigestAndProposer() {
    REMEDIATION.given().when(propose, system).then(proposed(plan()));
    REMEDIATION
        .given()
        .when(propose, facts.as("dave"))
        .then(
            new RemediationEvent.Proposed(ID, 1, new PrincipalId("dave"), plan(), plan().digest()));
    REMEDIATION
        .given()
        .when(propose, facts.as("model"))
        .then(
            new RemediationEvent.Proposed(
                ID, 1, new PrincipalId("model"), plan(), plan().digest()));
  }

  /** An action class bounds as a team does. */
  @Test
  void whoWorksForATeamProposesForItAlone() {
    facts.owned(CHECKOUT, "payments");
    facts.scoped("dave", Role.RESPONDER, new Scope("payments", null, null, "rollback"));
    REMEDIATION
        .given()
        .when(propose, facts.as("dave"))
        .then(
            new RemediationEvent.Proposed(ID, 1, new PrincipalId("dave"), plan(), plan().digest()));
    for (var scope :
        List.of(
            new Scope("search", null, null, null), new Scope("payments", null, null, "restart"))) {
      facts.scoped("dave", Role.RESPONDER, scope);
      REMEDIATION
          .given()
          .when(propose, facts.as("dave"))
          .thenRefused(RefusalCode.FORBIDDEN)
          .recording();
    }
  }

  @Test
  void whoDoesNotWorkOnIncidentsCanNotPropose() {
    REMEDIATION
        .given()
        .when(propose, facts.as("ci"))
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording();
    REMEDIATION
        .given()
        .when(propose, facts.disabled("dave").as("dave"))
        .thenRefused(RefusalCode.PRINCIPAL_DISABLED)
        .recording();
    REMEDIATION
        .given()
        .when(propose, staff().as("dave").with(KnownFacts.nothing()))
        .thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
  }

  /** It was merged or closed while its remedy was thought of: nobody would withdraw that. */
  @Test
  void whatNoOpenIncidentNeedsIsNeitherProposedNorJudged() {
    var closed = staff().incidentClosed(Remediations.INCIDENT).asSystem();
    REMEDIATION.given().when(propose, closed).thenRefused(RefusalCode.INCIDENT_CLOSED).recording();
    REMEDIATION
        .given(proposed(plan()))
        .when(new RecordPolicy(ID, ALLOWED), closed)
        .thenRefused(RefusalCode.INCIDENT_CLOSED);
    REMEDIATION.given(awaiting(1)).when(propose, closed).thenUnchanged();
  }

  @Test
  void aPlanThatContradictsItselfIsNotTaken() {
    var gap = plan(List.of(step(1, "rollback", "1.5.0"), step(3, "warm", "1.4.2")), back());
    var foreign =
        new PlannedStep(1, "supervisor", "rollback", service("payments"), Map.of(), Map.of(), 60);
    for (var bad : List.of(gap, plan(List.of(foreign), back()), plan(back(), List.of(foreign)))) {
      REMEDIATION
          .given()
          .when(new ProposeRemediation(ID, 1, bad), system)
          .thenRefused(RefusalCode.BAD_REQUEST)
          .recording();
    }
  }

  @Test
  void aPlanThatNoEventHoldsIsRefused() {
    REMEDIATION.given().when(saying(20_000), system).then(proposed(saying(20_000).plan()));
    REMEDIATION
        .given()
        .when(saying(30_000), system)
        .thenRefused(RefusalCode.BAD_REQUEST)
        .recording();
  }

  private static ProposeRemediation saying(int characters) {
    return new ProposeRemediation(ID, 1, plan().withDryRun("x".repeat(characters)));
  }

  @Test
  void proposingTwiceProposesOnce() {
    REMEDIATION.given(awaiting(1)).when(propose, system).thenUnchanged();
  }

  @Test
  void anotherPlanUnderTheSameIdIsRefused() {
    var other = new ProposeRemediation(ID, 1, plan(back(), back()));
    REMEDIATION
        .given(awaiting(1))
        .when(other, system)
        .thenRefused(RefusalCode.ALREADY_PROPOSED)
        .recording(
            RemediationSpec.refused(
                RefusalCode.ALREADY_PROPOSED, ProposeRemediation.class, system));
  }

  @Test
  void whereNothingWasProposedNothingElseCanBeAsked() {
    REMEDIATION
        .given()
        .when(withdraw, system)
        .thenRefused(RefusalCode.UNKNOWN_REMEDIATION)
        .recording();
  }

  @Test
  void policySpeaksOnce() {
    var asks = new RecordPolicy(ID, needsApproval(1));
    REMEDIATION.given(proposed(plan())).when(asks, system).then(evaluated(needsApproval(1)));
    REMEDIATION
        .given(proposed(plan()), evaluated(needsApproval(1)))
        .when(new RecordPolicy(ID, ALLOWED), system)
        .thenUnchanged();
    REMEDIATION
        .given(proposed(plan()))
        .when(asks, facts.as("alice"))
        .thenRefused(RefusalCode.FORBIDDEN);
    REMEDIATION
        .given(proposed(plan()), withdrawn)
        .when(asks, system)
        .thenRefused(RefusalCode.NOT_PENDING);
  }

  @Test
  void policyMayLetItRunByItselfOrForbidIt() {
    REMEDIATION
        .given(proposed(plan()))
        .when(new RecordPolicy(ID, ALLOWED), system)
        .then(evaluated(ALLOWED), approved());
    REMEDIATION
        .given(proposed(plan()))
        .when(new RecordPolicy(ID, FORBIDDEN), system)
        .then(evaluated(FORBIDDEN), new Withdrawn(ID, Withdrawn.Reason.POLICY_FORBIDS, "not here"));
  }

  @Test
  void itCanBeWithdrawnUntilExecutionBegins() {
    for (var history : List.of(awaiting(1), approvedByAlice(), awaiting(2).subList(0, 1))) {
      REMEDIATION.given(history).when(withdraw, system).then(withdrawn);
    }
    REMEDIATION.given(awaiting(1)).when(withdraw, facts.as("dave")).then(withdrawn);
    REMEDIATION.given(awaiting(1)).and(withdrawn).when(withdraw, system).thenUnchanged();
    REMEDIATION.given(executing()).when(withdraw, system).thenRefused(RefusalCode.EXECUTION_BEGUN);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTENT_CHANGED", "NO_LONGER_NEEDED"})
  void whatIsOvertakenBeforeAnythingTookEffectIsWithdrawnWhereverItStands(Withdrawn.Reason reason) {
    var changed = new WithdrawRemediation(ID, reason, "edited");
    var refusedByItsExecutor =
        new RemediationEvent.StepFailed(ID, 1, 1, false, "CONTENT_CHANGED", false, T0);
    for (var history :
        List.of(
            approvedByAlice(),
            executing(),
            then(executing(), started(1, 1, 1), refusedByItsExecutor))) {
      REMEDIATION.given(history).when(changed, system).then(new Withdrawn(ID, reason, "edited"));
    }
    for (var history :
        List.of(
            then(executing(), started(1, 1, 1)),
            then(executing(), started(1, 1, 1), completed(1, 1, false)),
            then(
                executing(),
                started(1, 1, 1),
                new RemediationEvent.StepFailed(ID, 1, 1, false, "UNHEALTHY", false, T0)),
            verifying(),
            rollingBack())) {
      REMEDIATION.given(history).when(changed, system).thenRefused(RefusalCode.EXECUTION_BEGUN);
    }
    REMEDIATION
        .given(awaiting(1))
        .and(new RemediationEvent.Expired(ID))
        .when(withdraw, system)
        .thenRefused(RefusalCode.NOT_PENDING);
    REMEDIATION
        .given(awaiting(1))
        .when(withdraw, facts.as("ci"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED);
  }

  @Test
  void theSameRefusalIsRecordedOnceAMinute() {
    var other = new ProposeRemediation(ID, 1, plan(back(), back()));
    var first = REMEDIATION.given(awaiting(1)).afterRefusal(other, system);
    first
        .when(other, facts.asSystem(after(59)))
        .thenRefused(RefusalCode.ALREADY_PROPOSED)
        .recording();
    first
        .when(new RecordPolicy(ID, ALLOWED), facts.as("dave", after(59)))
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording(
            RemediationSpec.refused(
                RefusalCode.FORBIDDEN, RecordPolicy.class, facts.as("dave", after(59))));
    first
        .when(other, facts.asSystem(after(60)))
        .thenRefused(RefusalCode.ALREADY_PROPOSED)
        .recording(
            RemediationSpec.refused(
                RefusalCode.ALREADY_PROPOSED, ProposeRemediation.class, facts.asSystem(after(60))));
  }
}
