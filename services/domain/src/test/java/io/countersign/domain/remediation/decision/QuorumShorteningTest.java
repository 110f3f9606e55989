package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.ShortenQuorum;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalEscalated;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRequested;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.Proposed;
import io.countersign.domain.remediation.RemediationEvent.QuorumShortened;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The incident's commander lets fewer approvals suffice, within what policy lets them. */
class QuorumShorteningTest {
  private static final PrincipalId CAROL = new PrincipalId("carol");
  private static final ShortenQuorum SHORTEN = shorten(null);
  private static final QuorumShortened SHORTENED =
      new QuorumShortened(ID, plan().digest(), CAROL, 1, "all is down");

  private final KnownFacts facts =
      staff().person("deputy", Role.COMMANDER).commanded(INCIDENT, "carol");

  @Test
  void theCommanderShortensToWhatPolicyLets() {
    REMEDIATION.given(awaiting(2, 1)).when(SHORTEN, facts.as("carol")).then(SHORTENED);
    REMEDIATION
        .given(awaiting(2, 1))
        .and(SHORTENED)
        .when(SHORTEN, facts.as("carol"))
        .thenUnchanged();
    REMEDIATION
        .given(awaiting(4, 2))
        .when(shorten(3), facts.as("carol"))
        .then(new QuorumShortened(ID, plan().digest(), CAROL, 3, "all is down"));
  }

  @Test
  void whoAgreedBeforeSuffices() {
    REMEDIATION
        .given(awaiting(2, 1))
        .and(granted(ALICE))
        .when(SHORTEN, facts.as("carol"))
        .then(SHORTENED, approved(ALICE));
    REMEDIATION
        .given(awaiting(2, 1))
        .and(SHORTENED)
        .when(new Approve(ID, plan().digest(), "looks right"), facts.as("alice"))
        .then(granted(ALICE), approved(ALICE));
  }

  @Test
  void f09_neverAPlanThatTheyProposedOrHaveAHandIn() {
    var own =
        List.<RemediationEvent>of(
            new Proposed(ID, 1, CAROL, plan(), plan().digest()),
            evaluated(needs(2, 1, "high")),
            requested(2, 1, "high"));
    REMEDIATION
        .given(own)
        .when(SHORTEN, facts.as("carol"))
        .thenRefused(RefusalCode.SOD_REQUESTER)
        .recording(
            RemediationSpec.refused(
                RefusalCode.SOD_REQUESTER, ShortenQuorum.class, facts.as("carol")));
    facts.changedBy("carol");
    REMEDIATION
        .given(awaiting(2, 1))
        .when(SHORTEN, facts.as("carol"))
        .thenRefused(RefusalCode.SOD_CHANGE_AUTHOR);
  }

  @Test
  void f09_neverByTheirOwnApproval() {
    var escalated = new ApprovalEscalated(ID, Set.of(Role.COMMANDER));
    var carol =
        new RemediationEvent.ApprovalGranted(
            ID, CAROL, Set.of(Role.COMMANDER), plan().digest(), "x");
    REMEDIATION
        .given(awaiting(2, 1))
        .and(escalated, SHORTENED)
        .when(new Approve(ID, plan().digest(), "x"), facts.as("carol"))
        .thenRefused(RefusalCode.SOD_EMERGENCY);
    REMEDIATION
        .given(awaiting(2, 1))
        .and(escalated, carol)
        .when(SHORTEN, facts.as("carol"))
        .then(SHORTENED);
  }

  @Test
  void f09_neverToNoneAndForCriticalNeverBelowTwo() {
    for (int wanted : new int[] {0, -1, 2, 9}) {
      REMEDIATION
          .given(awaiting(2, 1))
          .when(shorten(wanted), facts.as("carol"))
          .thenRefused(RefusalCode.NOT_SHORTENABLE);
    }
    REMEDIATION
        .given(critical(3))
        .when(shorten(1), facts.as("carol"))
        .thenRefused(RefusalCode.NOT_SHORTENABLE, "2 approvals at least");
    REMEDIATION
        .given(critical(3))
        .when(SHORTEN, facts.as("carol"))
        .then(new QuorumShortened(ID, plan().digest(), CAROL, 2, "all is down"));
    REMEDIATION
        .given(critical(2))
        .when(SHORTEN, facts.as("carol"))
        .thenRefused(RefusalCode.NOT_SHORTENABLE);
  }

  @Test
  void wherePolicyNamesNoFewerWhatItAsksForStands() {
    REMEDIATION
        .given(awaiting(2, null))
        .when(SHORTEN, facts.as("carol"))
        .thenRefused(RefusalCode.NOT_SHORTENABLE);
  }

  @Test
  void onlyWhoCommandsTheIncidentNowAndWithTheRoleOverThePlan() {
    REMEDIATION
        .given(awaiting(2, 1))
        .when(SHORTEN, facts.as("deputy"))
        .thenRefused(RefusalCode.NOT_COMMANDER);
    REMEDIATION
        .given(awaiting(2, 1))
        .when(SHORTEN, facts.as("ci"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED);
    var dave = staff().commanded(INCIDENT, "dave");
    REMEDIATION
        .given(awaiting(2, 1))
        .when(SHORTEN, dave.as("dave"))
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void f10_authorityMovesWithTheHandover() {
    facts.commanded(INCIDENT, "deputy");
    REMEDIATION
        .given(awaiting(2, 1))
        .when(SHORTEN, facts.as("carol"))
        .thenRefused(RefusalCode.NOT_COMMANDER);
    REMEDIATION
        .given(awaiting(2, 1))
        .when(SHORTEN, facts.as("deputy"))
        .then(
            new QuorumShortened(ID, plan().digest(), new PrincipalId("deputy"), 1, "all is down"));
  }

  @Test
  void h19_andIsOverWithTheIncident() {
    facts.incidentClosed(INCIDENT);
    REMEDIATION
        .given(awaiting(2, 1))
        .when(SHORTEN, facts.as("carol"))
        .thenRefused(RefusalCode.INCIDENT_CLOSED);
  }

  @Test
  void aReasonTheVeryPlanAndInTime() {
    var given = REMEDIATION.given(awaiting(2, 1));
    given
        .when(new ShortenQuorum(ID, plan().digest(), null, " "), facts.as("carol"))
        .thenRefused(RefusalCode.REASON_REQUIRED);
    given
        .when(new ShortenQuorum(ID, digest("other"), null, "x"), facts.as("carol"))
        .thenRefused(RefusalCode.DIGEST_MISMATCH);
    given.when(SHORTEN, facts.as("carol", after(300))).thenRefused(RefusalCode.APPROVAL_EXPIRED);
  }

  @Test
  void theGateLetsItThroughAndSaysSo() {
    var state = REMEDIATION.given(shortenedAndApproved()).state();
    var events =
        RemediationDecider.decide(state, start(needs(2, 1, "high")), facts.asSystem()).events();
    assertThat(((ExecutionStarted) events.getFirst()).checks())
        .filteredOn(it -> it.check().equals("approvals"))
        .singleElement()
        .extracting(GateCheck::input, STRING)
        .contains("quorum shortened to 1 by carol");
  }

  @Test
  void theGateCountsByStricterPolicyOfNow() {
    var given = REMEDIATION.given(shortenedAndApproved());
    given
        .when(start(needs(2, null, "high")), facts.asSystem())
        .thenRefused(RefusalCode.NOT_APPROVED);
    given.when(start(needs(3, 2, "high")), facts.asSystem()).thenRefused(RefusalCode.NOT_APPROVED);
  }

  @Test
  void theGateCountsItOnlyAsLongAsItWasRight() {
    var given = REMEDIATION.given(shortenedAndApproved());
    var start = start(needs(2, 1, "high"));
    facts.commanded(INCIDENT, "deputy");
    assertThat(given.when(start, facts.asSystem()).decision().events())
        .singleElement()
        .isInstanceOf(ExecutionStarted.class);
    facts.changedBy("carol");
    given.when(start, facts.asSystem()).thenRefused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
    var lost = staff().commanded(INCIDENT, "carol").disabled("carol");
    given.when(start, lost.asSystem()).thenRefused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
  }

  @Test
  void groupsStay() {
    var grouped = new Safeguards(Set.of(), 2, 0, false, 1);
    var request =
        new ApprovalRequested(
            ID, plan().digest(), terms(2, grouped, "high"), after(60), after(120), after(300));
    facts.inGroups("alice", "sre");
    var when =
        REMEDIATION
            .given(List.of(proposed(plan()), evaluated(needs(2, 1, "high")), request))
            .and(SHORTENED)
            .when(new Approve(ID, plan().digest(), "looks right"), facts.as("alice"));
    assertThat(when.decision().events())
        .singleElement()
        .isInstanceOf(RemediationEvent.ApprovalGranted.class);
  }

  private static List<RemediationEvent> shortenedAndApproved() {
    return then(awaiting(2, 1), SHORTENED, granted(ALICE), approved(ALICE));
  }

  private static StartExecution start(PolicyDecision now) {
    return new StartExecution(
        ID, plan().digest(), List.of(BAD), readings(false, true), now, CLOCKS);
  }

  private static ShortenQuorum shorten(@Nullable Integer to) {
    return new ShortenQuorum(ID, plan().digest(), to, "all is down");
  }

  static List<RemediationEvent> awaiting(int quorum, @Nullable Integer emergency) {
    return List.of(
        proposed(plan()),
        evaluated(needs(quorum, emergency, "high")),
        requested(quorum, emergency, "high"));
  }

  private static List<RemediationEvent> critical(int quorum) {
    return List.of(
        proposed(plan()),
        evaluated(needs(quorum, 1, "critical")),
        requested(quorum, 1, "critical"));
  }

  private static ApprovalRequested requested(int quorum, @Nullable Integer emergency, String risk) {
    return new ApprovalRequested(
        ID,
        plan().digest(),
        terms(quorum, new Safeguards(Set.of(), 0, 0, false, emergency), risk),
        after(60),
        after(120),
        after(300));
  }

  private static PolicyDecision needs(int quorum, @Nullable Integer emergency, String risk) {
    return new PolicyDecision.NeedsApproval(
        List.of("people-decide"),
        digest("bundle"),
        List.of(),
        terms(quorum, new Safeguards(Set.of(), 0, 0, false, emergency), risk));
  }

  private static PolicyDecision.Approval terms(int quorum, Safeguards safeguards, String risk) {
    return new PolicyDecision.Approval(
        risk, quorum, Set.of(Role.APPROVER), Set.of(Role.COMMANDER), 60, 120, 300, safeguards);
  }
}
