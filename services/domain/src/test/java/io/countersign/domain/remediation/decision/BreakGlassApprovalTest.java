package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.emergency.EmergencyFacts.OpenBreakGlass;
import io.countersign.domain.remediation.ApprovalConditions;
import io.countersign.domain.remediation.ApprovalGrounds;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.ReviewShortening;
import io.countersign.domain.remediation.RemediationCommand.ShortenQuorum;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalDenied;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.QuorumShortened;
import io.countersign.domain.remediation.RemediationEvent.ShorteningReviewed;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A plan while break-glass is open for it: fewer approve, and everything else stays. */
class BreakGlassApprovalTest {
  private static final BreakGlassId GLASS = new BreakGlassId("bgl_0123456789abcdef0123");
  private static final PrincipalId CAROL = new PrincipalId("carol");
  private static final PrincipalId DAVE = new PrincipalId("dave");
  private static final Approve APPROVE = new Approve(ID, plan().digest(), "all is down");
  private static final StartExecution START =
      new StartExecution(
          ID, plan().digest(), List.of(BAD), readings(false, true), needsApproval(2), CLOCKS);

  private final KnownFacts facts = staff().breakGlass(open("rollback", Set.of(DAVE, CAROL)));

  private static OpenBreakGlass open(String action, Set<PrincipalId> by) {
    return open(action, by, Set.of());
  }

  private static OpenBreakGlass open(String action, Set<PrincipalId> by, Set<String> anyWindow) {
    return open(action, by, anyWindow, Set.of(Role.APPROVER, Role.COMMANDER), 1);
  }

  private static OpenBreakGlass open(
      String action, Set<PrincipalId> by, Set<String> anyWindow, Set<Role> approvers, int quorum) {
    var terms =
        new BreakGlassTerms(
            digest("bundle"),
            Set.of(Role.RESPONDER, Role.COMMANDER),
            2,
            60,
            approvers,
            quorum,
            Set.of(action),
            anyWindow);
    return new OpenBreakGlass(GLASS, DAVE, by, Set.of(action), terms, after(120));
  }

  private static ApprovalGranted byBreakGlass(PrincipalId who, Role role) {
    return new ApprovalGranted(
        ID,
        who,
        Set.of(role),
        plan().digest(),
        "all is down",
        new ApprovalGrounds(null, null, null, null, null, GLASS, null));
  }

  @Test
  void itsTermsCountInsteadOfTheUsualOnes() {
    REMEDIATION
        .given(awaiting(2))
        .when(APPROVE, facts.as("alice"))
        .then(byBreakGlass(ALICE, Role.APPROVER), approved(ALICE));
    REMEDIATION
        .given(awaiting(2))
        .when(APPROVE, facts.as("carol"))
        .then(byBreakGlass(CAROL, Role.COMMANDER), approved(CAROL));
  }

  @Test
  void f02_forAnotherActionTheUsualOnesCount() {
    facts.breakGlass(open("restart", Set.of(DAVE, CAROL)));
    assertThat(REMEDIATION.given(awaiting(2)).when(APPROVE, facts.as("alice")).decision().events())
        .noneMatch(RemediationEvent.Approved.class::isInstance);
    REMEDIATION
        .given(awaiting(2))
        .when(APPROVE, facts.as("carol"))
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void whileItWaitsForASecondPersonTheUsualOnesCount() {
    facts.breakGlass(open("rollback", Set.of()));
    assertThat(REMEDIATION.given(awaiting(2)).when(APPROVE, facts.as("alice")).decision().events())
        .noneMatch(RemediationEvent.Approved.class::isInstance);
  }

  @Test
  void whoOpenedItDoesNotApproveByItAndItTakesAReason() {
    facts.person("dave", Role.RESPONDER, Role.APPROVER);
    REMEDIATION
        .given(awaiting(2))
        .when(APPROVE, facts.as("dave"))
        .thenRefused(RefusalCode.SOD_EMERGENCY);
    REMEDIATION
        .given(awaiting(2))
        .when(new Approve(ID, plan().digest(), " "), facts.as("alice"))
        .thenRefused(RefusalCode.REASON_REQUIRED);
    facts.changedBy("alice");
    REMEDIATION
        .given(awaiting(2))
        .when(APPROVE, facts.as("alice"))
        .thenRefused(RefusalCode.SOD_CHANGE_AUTHOR);
  }

  @Test
  void theGateLetsItThroughAndSaysByWhat() {
    var state = REMEDIATION.given(approvedByBreakGlass()).state();
    var events = RemediationDecider.decide(state, START, facts.asSystem()).events();
    assertThat(((ExecutionStarted) events.getFirst()).checks())
        .filteredOn(it -> it.check().equals("approvals"))
        .singleElement()
        .extracting(GateCheck::input, STRING)
        .contains("break-glass " + GLASS + " of dave");
  }

  @Test
  void f03_afterItsTimeTheGateCountsAsUsual() {
    var before = REMEDIATION.given(approvedByBreakGlass()).when(START, facts.asSystem(after(119)));
    assertThat(before.decision().events()).singleElement().isInstanceOf(ExecutionStarted.class);
    REMEDIATION
        .given(approvedByBreakGlass())
        .when(START, facts.asSystem(after(120)))
        .thenRefused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
  }

  @Test
  void aFreezeStaysUnlessTheListHasTheActionPassIt() {
    facts.calendar(
        new Timeline(
            CalendarId.named("freeze").orElseThrow(),
            CalendarKind.FREEZE,
            CalendarScope.parse("organisation"),
            false,
            Spans.union(List.of(new Span(after(-60), after(600)))),
            after(86_400)));
    var given = REMEDIATION.given(approvedByBreakGlass());
    given.when(START, facts.asSystem()).thenRefused(RefusalCode.FROZEN);
    facts.breakGlass(open("rollback", Set.of(DAVE, CAROL), Set.of("rollback")));
    assertThat(started(approvedByBreakGlass(), facts).breakGlass()).isEqualTo(GLASS);
    assertThat(started(approvedAsUsual(), facts).breakGlass()).isEqualTo(GLASS);
  }

  @Test
  void onlyWhatWouldNotPassWithoutItIsAUseOfIt() {
    assertThat(started(approvedByBreakGlass(), facts).breakGlass()).isEqualTo(GLASS);
    assertThat(started(approvedAsUsual(), facts).breakGlass()).isNull();
    assertThat(started(approvedAsUsual(), staff()).breakGlass()).isNull();
  }

  private static ExecutionStarted started(List<RemediationEvent> given, KnownFacts facts) {
    var state = REMEDIATION.given(given).state();
    var events = RemediationDecider.decide(state, START, facts.asSystem()).events();
    return (ExecutionStarted) events.getFirst();
  }

  private static List<RemediationEvent> approvedAsUsual() {
    return then(awaiting(2), granted(ALICE), granted(BOB), approved(ALICE, BOB));
  }

  @Test
  void theKillSwitchStays() {
    facts.halted(true);
    REMEDIATION
        .given(approvedByBreakGlass())
        .when(START, facts.asSystem(T0))
        .thenRefused(RefusalCode.EXECUTION_HALTED);
  }

  @Test
  void f06_anOverdueReviewBlocksAShortenedQuorumToo() {
    facts.commanded(INCIDENT, "carol").overdue(GLASS.value());
    REMEDIATION
        .given(QuorumShorteningTest.awaiting(2, 1))
        .when(new ShortenQuorum(ID, plan().digest(), null, "x"), facts.as("carol"))
        .thenRefused(RefusalCode.REVIEW_OVERDUE, GLASS.value());
  }

  @Test
  void f05_aShortenedQuorumIsReviewedBySomebodyIndependent() {
    var review = new ReviewShortening(ID, true, "it was needed");
    var shortened = new QuorumShortened(ID, plan().digest(), CAROL, 1, "x");
    var given = REMEDIATION.given(then(awaiting(2), shortened, granted(ALICE), approved(ALICE)));
    given.when(review, facts.as("carol")).thenRefused(RefusalCode.SOD_REVIEWER);
    given.when(review, facts.as("alice")).thenRefused(RefusalCode.SOD_REVIEWER);
    given
        .when(new ReviewShortening(ID, true, ""), facts.as("bob"))
        .thenRefused(RefusalCode.REASON_REQUIRED);
    var reviewed = new ShorteningReviewed(ID, new PrincipalId("bob"), true, "it was needed");
    given.when(review, facts.as("bob")).then(reviewed);
    given.and(reviewed).when(review, facts.as("bob")).thenUnchanged();
    REMEDIATION
        .given(then(awaiting(2), shortened))
        .when(review, facts.as("bob"))
        .thenRefused(RefusalCode.NOT_YET);
    REMEDIATION
        .given(awaiting(2))
        .when(review, facts.as("bob"))
        .thenRefused(RefusalCode.NOT_PENDING);
  }

  /** Commanders decide by it; alice and bob as usual. */
  private KnownFacts forCommanders() {
    return facts.breakGlass(
        open("rollback", Set.of(DAVE, CAROL), Set.of(), Set.of(Role.COMMANDER), 1));
  }

  @Test
  void whoDecidesAsUsualStillDoesWhileItIsOpen() {
    forCommanders();
    REMEDIATION
        .given(awaiting(2))
        .when(new Deny(ID, plan().digest(), "not this one"), facts.as("alice"))
        .then(new ApprovalDenied(ID, ALICE, plan().digest(), "not this one"));
    REMEDIATION
        .given(awaiting(2))
        .when(APPROVE, facts.as("alice"))
        .then(
            new ApprovalGranted(
                ID, ALICE, Set.of(Role.APPROVER), plan().digest(), "all is down", null));
    REMEDIATION
        .given(awaiting(2))
        .when(new Deny(ID, plan().digest(), "x"), facts.as("dave"))
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void theConditionOfWhoApprovedAsUsualHoldsStill() {
    forCommanders();
    var before = new ApprovalConditions(Set.of(), Set.of(), after(60), null);
    var given =
        REMEDIATION.given(
            then(
                awaiting(2),
                new ApprovalGranted(
                    ID,
                    ALICE,
                    Set.of(Role.APPROVER),
                    plan().digest(),
                    "until then",
                    new ApprovalGrounds(null, null, before, null)),
                byBreakGlass(CAROL, Role.COMMANDER),
                approved(ALICE, CAROL)));
    given.when(START, facts.asSystem(after(60))).thenRefused(RefusalCode.CONDITION_NOT_MET);
    assertThat(given.when(START, facts.asSystem(after(59))).decision().events())
        .singleElement()
        .isInstanceOf(ExecutionStarted.class);
  }

  @Test
  void whatWhoOpenedItApprovedBeforeMakesNothingApproved() {
    facts.person("dave", Role.RESPONDER, Role.APPROVER);
    var mine = new ApprovalGranted(ID, DAVE, Set.of(Role.APPROVER), plan().digest(), "x", null);
    var given = REMEDIATION.given(then(awaiting(3), mine));
    given.when(APPROVE, facts.as("dave")).thenUnchanged();
    facts.breakGlass(open("rollback", Set.of(DAVE, CAROL), Set.of(), Set.of(Role.APPROVER), 2));
    assertThat(given.when(APPROVE, facts.as("alice")).decision().events())
        .singleElement()
        .isInstanceOf(ApprovalGranted.class);
  }

  @Test
  void whoShortenedAQuorumBeforeAnotherDidDoesNotReviewIt() {
    facts.person("deputy", Role.COMMANDER);
    var first = new QuorumShortened(ID, plan().digest(), new PrincipalId("deputy"), 2, "x");
    var second = new QuorumShortened(ID, plan().digest(), CAROL, 1, "y");
    REMEDIATION
        .given(then(awaiting(3), first, second, granted(ALICE), approved(ALICE)))
        .when(new ReviewShortening(ID, true, "fine"), facts.as("deputy"))
        .thenRefused(RefusalCode.SOD_REVIEWER);
  }

  private static List<RemediationEvent> approvedByBreakGlass() {
    return then(awaiting(2), byBreakGlass(ALICE, Role.APPROVER), approved(ALICE));
  }
}
