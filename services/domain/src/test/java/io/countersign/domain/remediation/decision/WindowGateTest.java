package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.executionStarted;
import static io.countersign.domain.testing.Remediations.granted;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.then;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.domain.planning.Plan.WindowClosing;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.RecordHoldUp;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.HeldUp;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.StepDuration;
import io.countersign.domain.testing.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The gate's rule about calendars. The plan takes 120 s at most, and 60 s back. */
class WindowGateTest {
  private static final int NEEDED = 180;

  private final KnownFacts facts = staff();
  private final CommandContext system = facts.asSystem();
  private final StartExecution start =
      new StartExecution(ID, plan().digest(), List.of(BAD), readings(false, true), POLICY, CLOCKS);
  private final StartStep second = step(2, 2);

  private static StartStep step(int number, int epoch) {
    return new StartStep(
        ID,
        number,
        epoch,
        StepAttempt.key(ID, false, number, 1),
        plan().digest(),
        observed(number == 1 ? BAD : GOOD),
        POLICY,
        CLOCKS,
        false);
  }

  private static Timeline calendar(CalendarKind kind, String scope, int from, int to) {
    return new Timeline(
        CalendarId.named(kind.name().toLowerCase(Locale.ROOT)).orElseThrow(),
        kind,
        CalendarScope.parse(scope),
        false,
        Spans.union(List.of(new Span(after(from), after(to)))),
        T0.plus(Duration.ofDays(400)));
  }

  private void window(int from, int to) {
    facts.calendar(calendar(CalendarKind.WINDOW, "organisation", from, to));
  }

  private void freeze(int from, int to) {
    facts.calendar(calendar(CalendarKind.FREEZE, CHECKOUT.toString(), from, to));
  }

  private static List<RemediationEvent> halfway() {
    return then(executing(), started(1, 1, 1), completed(1, 1, false));
  }

  private void starts(List<RemediationEvent> history) {
    REMEDIATION.given(history).when(start, system).then(executionStarted());
  }

  private void refused(RefusalCode code) {
    REMEDIATION.given(approvedByAlice()).when(start, system).thenRefused(code);
  }

  @Test
  void e01_itStartsFromTheStartOnAndWhileThereIsTimeBeforeTheEnd() {
    window(1, 1_000);
    refused(RefusalCode.WINDOW_CLOSED);
    window(0, NEEDED);
    starts(approvedByAlice());
    window(0, NEEDED - 1);
    refused(RefusalCode.WINDOW_TOO_SHORT);
    window(-100, 0);
    refused(RefusalCode.WINDOW_CLOSED);
  }

  @Test
  void e05_aFreezeWithinAWindowHoldsItUp() {
    window(-1_000, 1_000);
    freeze(-10, 10);
    refused(RefusalCode.FROZEN);
    freeze(100, 200);
    refused(RefusalCode.WINDOW_TOO_SHORT);
    freeze(NEEDED, 200);
    starts(approvedByAlice());
  }

  @Test
  void e11_whatTakesLongerThanIsLeftDoesNotStart() {
    window(-1_000, 30);
    refused(RefusalCode.WINDOW_TOO_SHORT);
  }

  /** Each of its two steps may take 60 s, and so may the way back. */
  @Test
  void whatItUsuallyTakesIsWhatHasToFitOnceEnoughRunsAreOnRecord() {
    window(-1_000, 100);
    facts.usuallyTakes(1, new StepDuration(19, Duration.ofMillis(5_200)));
    facts.usuallyTakes(2, new StepDuration(23, Duration.ofSeconds(90)));
    refused(RefusalCode.WINDOW_TOO_SHORT);
    assertThat(WindowGate.verdict(known(approvedByAlice()), system).detail())
        .contains(
            "180 s (step 1 timeout, with 19 runs: 60 s; step 2 p95 of 23 runs: 60 s; way back: 60"
                + " s)");
    facts.usuallyTakes(1, new StepDuration(20, Duration.ofMillis(5_200)));
    facts.usuallyTakes(2, new StepDuration(23, Duration.ofSeconds(34)));
    starts(approvedByAlice());
    assertThat(WindowGate.forward(known(approvedByAlice()), system).getFirst().input())
        .isEqualTo(
            "open for 100 s (step 1 p95 of 20 runs: 6 s; step 2 p95 of 23 runs: 34 s; way back: 60"
                + " s)");
    window(-1_000, 99);
    refused(RefusalCode.WINDOW_TOO_SHORT);
  }

  private static Remediation.Known known(List<RemediationEvent> history) {
    var state = history.stream().reduce(Remediation.initial(), Remediation::evolve, (a, _) -> a);
    return (Remediation.Known) state;
  }

  @Test
  void aBlackoutIsAClosedWindow() {
    facts.calendar(calendar(CalendarKind.BLACKOUT, "environment=rig", -10, 10));
    refused(RefusalCode.WINDOW_CLOSED);
  }

  @Test
  void aHoldUpSaysWhenItOpens() {
    freeze(-10, 500);
    REMEDIATION
        .given(approvedByAlice())
        .when(new RecordHoldUp(ID, RefusalCode.FROZEN), system)
        .then(heldUp(after(500)));
    REMEDIATION
        .given(then(approvedByAlice(), heldUp(after(500))))
        .when(new RecordHoldUp(ID, RefusalCode.FROZEN), system)
        .thenUnchanged();
  }

  /** Consent ended after five minutes before that. */
  private static HeldUp heldUp(@Nullable Instant opensAt) {
    var frozen = CHECKOUT + " is FROZEN by freeze until %s (then OPEN); it may begin at %s";
    return heldUp(frozen.formatted(after(500), opensAt), opensAt, after(800));
  }

  private static HeldUp heldUpUntil(int opens) {
    return heldUp(frozenUntil(opens), after(opens), after(300 + opens));
  }

  private static String frozenUntil(int seconds) {
    return CHECKOUT
        + " is FROZEN by freeze until %s (then OPEN); it may begin at %s"
            .formatted(after(seconds), after(seconds));
  }

  private static HeldUp heldUp(String detail, @Nullable Instant opensAt, Instant consentUntil) {
    return new HeldUp(ID, RefusalCode.FROZEN, null, detail, opensAt, consentUntil, T0);
  }

  private static HeldUp byPolicy(HeldUp it) {
    return new HeldUp(ID, it.code(), it.by(), it.detail(), it.opensAt(), null, T0);
  }

  /** Consent ends after five minutes; waiting for its window takes nothing from it. */
  @Test
  void whatWaitsForItsWindowMayBeginWhenItOpensThoughItWasApprovedLongBefore() {
    int opens = 36_000;
    freeze(-10, opens);
    REMEDIATION
        .given(approvedByAlice())
        .when(new RecordHoldUp(ID, RefusalCode.FROZEN), system)
        .then(heldUpUntil(opens));
    var waits = then(approvedByAlice(), heldUpUntil(opens));
    REMEDIATION.given(waits).when(start, facts.asSystem(after(opens))).then(executionStarted());
    REMEDIATION
        .given(waits)
        .when(new ExpireApproval(ID), facts.asSystem(after(opens + 299)))
        .thenRefused(RefusalCode.NOT_YET);
    REMEDIATION
        .given(waits)
        .when(new ExpireApproval(ID), facts.asSystem(after(opens + 300)))
        .then(new RemediationEvent.Expired(ID));
  }

  /** One person's word makes nobody's consent last for a day. */
  @Test
  void aShortFreezeGivesBackNoMoreThanItTook() {
    freeze(200, 260);
    var waits =
        then(
            approvedByAlice(),
            new HeldUp(
                ID,
                RefusalCode.FROZEN,
                null,
                frozenUntil(260),
                after(260),
                after(350),
                after(210)));
    REMEDIATION
        .given(approvedByAlice())
        .when(new RecordHoldUp(ID, RefusalCode.FROZEN), facts.asSystem(after(210)))
        .then(waits.getLast());
    REMEDIATION
        .given(waits)
        .when(start, facts.asSystem(after(350)))
        .thenRefused(RefusalCode.APPROVAL_EXPIRED);
  }

  @Test
  void whatIsOverIsNotBroughtBackByAFreeze() {
    freeze(290, 400);
    var late = facts.asSystem(after(300));
    var verdict = WindowGate.verdict(known(approvedByAlice()), late);
    assertThat(WindowGate.consentUntil(known(approvedByAlice()), verdict, late)).isNull();
  }

  @Test
  void noWaitMakesAnApprovalCountLongerThanADay() {
    freeze(-10, 200_000);
    var late =
        heldUp(
            frozenUntil(200_000)
                + "; what was approved counts until "
                + T0.plus(Duration.ofDays(1))
                + ", before that",
            after(200_000),
            T0.plus(Duration.ofDays(1)));
    REMEDIATION
        .given(approvedByAlice())
        .when(new RecordHoldUp(ID, RefusalCode.FROZEN), system)
        .then(late);
  }

  @Test
  void e13_whatWaitedIsNotFreedByAWiderCalendarButAskedAboutAnew() {
    var waited = then(approvedByAlice(), heldUp(after(500)));
    REMEDIATION.given(waited).when(start, system).thenRefused(RefusalCode.WINDOW_WIDENED);
    var never = then(approvedByAlice(), heldUp(null));
    REMEDIATION.given(never).when(start, system).thenRefused(RefusalCode.WINDOW_WIDENED);
    facts.released(plan().digest());
    starts(waited);
  }

  /** One of two freezes was lifted for it; the other was shortened for somebody else. */
  @Test
  void e13_whatWasLetGoOnByOneIsNotFreedByAnother() {
    var waited = then(approvedByAlice(), heldUp(after(500)));
    var other = calendar(CalendarKind.FREEZE, CHECKOUT.toString(), -10, 500);
    facts.released(plan().digest(), other);
    REMEDIATION.given(waited).when(start, system).thenRefused(RefusalCode.WINDOW_WIDENED);
    facts.released(plan().digest(), calendar(CalendarKind.FREEZE, CHECKOUT.toString(), 300, 500));
    starts(waited);
  }

  /** It isn't known what was opened since then. */
  @Test
  void e13_whatBeganToWaitNobodyKnowsWhenIsAskedAboutAnew() {
    var waited = heldUp(after(500));
    var before =
        new HeldUp(
            ID,
            waited.code(),
            null,
            waited.detail(),
            waited.opensAt(),
            waited.consentUntil(),
            null);
    facts.released(plan().digest());
    REMEDIATION
        .given(then(approvedByAlice(), before))
        .when(start, system)
        .thenRefused(RefusalCode.WINDOW_WIDENED);
  }

  /** Its loop hasn't looked yet, and yet it's on record what its approver was told. */
  @Test
  void e13_whatIsWidenedRightAfterTheApprovalIsSeenToo() {
    freeze(-10, 500);
    var approve = new Approve(ID, plan().digest(), "looks right");
    var waits = REMEDIATION.given(awaiting(1)).when(approve, facts.as("alice"));
    waits.then(granted(ALICE), approved(ALICE), heldUp(after(500)));
    var byPolicy = new RecordPolicy(ID, ALLOWED);
    REMEDIATION
        .given(proposed(plan()))
        .when(byPolicy, system)
        .then(evaluated(ALLOWED), approved(), byPolicy(heldUp(after(500))));
    freeze(-10, 0);
    var widened = then(awaiting(1), granted(ALICE), approved(ALICE), heldUp(after(500)));
    REMEDIATION.given(widened).when(start, system).thenRefused(RefusalCode.WINDOW_WIDENED);
  }

  @Test
  void e13_whatOpensWhenItWasToOpenIsFree() {
    starts(then(approvedByAlice(), heldUp(T0)));
  }

  @Test
  void e14_aFreezeAddedWhileItWaitsOrRunsHoldsTheNextStep() {
    freeze(-10, 500);
    refused(RefusalCode.FROZEN);
    REMEDIATION.given(executing()).when(step(1, 0), system).thenRefused(RefusalCode.FROZEN);
    REMEDIATION.given(halfway()).when(second, system).thenRefused(RefusalCode.FROZEN);
  }

  @Test
  void e10_whatIsLeftHasToFit() {
    window(-1_000, 120);
    assertThat(REMEDIATION.given(halfway()).when(second, system)).isNotNull();
    window(-1_000, 119);
    REMEDIATION.given(halfway()).when(second, system).thenRefused(RefusalCode.WINDOW_TOO_SHORT);
  }

  @Test
  void e10_whatWasApprovedToRunOnDoes() {
    var plan = plan().whenWindowCloses(WindowClosing.RUN_ON);
    var history = new ArrayList<RemediationEvent>();
    history.add(proposed(plan));
    history.add(evaluated(ALLOWED));
    history.add(approved());
    history.add(executionStarted());
    var untouched =
        history.stream().reduce(Remediation.initial(), Remediation::evolve, (a, _) -> a);
    history.add(started(1, 1, 1));
    history.add(completed(1, 1, false));
    var halfway = history.stream().reduce(Remediation.initial(), Remediation::evolve, (a, _) -> a);
    freeze(-10, 500);
    assertThat(WindowGate.forward((Remediation.Known) untouched, system))
        .anyMatch(rule -> rule.code() == RefusalCode.FROZEN && !rule.kept());
    assertThat(WindowGate.forward((Remediation.Known) halfway, system)).allMatch(Rule::kept);
    assertThat(plan.digest()).isNotEqualTo(plan().digest());
  }

  @Test
  void theWayBackIsNotHeld() {
    freeze(-10, 500);
    var back =
        new StartStep(
            ID,
            1,
            6,
            StepAttempt.key(ID, true, 1, 1),
            plan().digest(),
            observed(GOOD),
            POLICY,
            CLOCKS,
            false);
    REMEDIATION.given(rollingBack()).when(back, system).then(backStarted(1, 1, 7));
  }
}
