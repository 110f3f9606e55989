package io.countersign.domain.remediation.course;

import static io.countersign.domain.remediation.course.RemediationScene.given;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.reading;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.then;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.remediation.ApprovalConditions;
import io.countersign.domain.remediation.ApprovalGrounds;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.course.RemediationStep.Expire;
import io.countersign.domain.remediation.course.RemediationStep.ExtendApproval;
import io.countersign.domain.remediation.course.RemediationStep.HoldUp;
import io.countersign.domain.remediation.course.RemediationStep.LookAtWindow;
import io.countersign.domain.remediation.course.RemediationStep.MeasureProbes;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.ReadContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadTargets;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.domain.remediation.course.RemediationStep.StartExecution;
import io.countersign.domain.remediation.course.RemediationStep.Unanswered;
import io.countersign.domain.remediation.course.RemediationStep.Withdraw;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The start of what was approved: given what is read and measured, this comes next. */
class ExecutionStartTest {
  private static final RemediationScene APPROVED = given(approvedByAlice()).at(10).open();
  private static final RemediationScene MEASURED =
      APPROVED.read(BAD).measured(readings(false, true)).bound();
  private static final Expire EXPIRE =
      new Expire("the approval has expired", new Proceed("the approval has expired"));

  @Test
  void targetsAreReadThenProbesMeasuredThenTheGateIsAsked() {
    assertThat(APPROVED.next())
        .isEqualTo(new ReadTargets("it is approved: the targets have to be as planned still"));
    assertThat(APPROVED.read(BAD).next())
        .isEqualTo(new MeasureProbes(after(10), "the fault has to be there still"));
    assertThat(APPROVED.read(BAD).measured(readings(false, true)).next())
        .isEqualTo(new ReadContent("what would run has to be what was approved"));
    assertThat(MEASURED.next())
        .isEqualTo(
            new StartExecution(
                plan().digest(),
                List.of(BAD),
                readings(false, true),
                "the targets are read and the probes measured"));
    assertThat(MEASURED.accepted()).isEqualTo(new Proceed("execution has begun"));
  }

  @Test
  void nothingIsAskedBeforeAnApproverWantsIt() {
    var late = new ApprovalConditions(Set.of(), Set.of(), null, after(50));
    var grounds = new ApprovalGrounds(null, null, late, null);
    var word = new ApprovalGranted(ID, ALICE, Set.of(Role.APPROVER), plan().digest(), "", grounds);
    var approved = given(then(awaiting(1), word, approved(ALICE)));
    assertThat(approved.at(10).next())
        .isEqualTo(new Retry(after(50), "an approver wants it not before " + after(50)));
    assertThat(approved.at(50).next()).isInstanceOf(LookAtWindow.class);
  }

  @Test
  void nothingIsAskedWhileItsTargetsAreClosed() {
    var waiting = given(approvedByAlice()).at(10);
    assertThat(waiting.next())
        .isEqualTo(new LookAtWindow("it begins only while its targets are open"));
    assertThat(waiting.closed(RefusalCode.FROZEN, after(200)).next())
        .isEqualTo(
            new HoldUp(RefusalCode.FROZEN, "it is closed", new Retry(after(200), "it is closed")));
    assertThat(waiting.closed(RefusalCode.WINDOW_CLOSED, null).next())
        .isEqualTo(
            new HoldUp(
                RefusalCode.WINDOW_CLOSED, "it is closed", new Retry(after(300), "it is closed")));
    assertThat(waiting.at(300).closed(RefusalCode.FROZEN, after(400)).next()).isEqualTo(EXPIRE);
  }

  @Test
  void e13_whatACalendarFreesIsProposedAnew() {
    assertThat(MEASURED.refused(RefusalCode.WINDOW_WIDENED))
        .isInstanceOfSatisfying(
            Withdraw.class,
            it -> assertThat(it.because()).isEqualTo(Withdrawn.Reason.WINDOW_WIDENED));
  }

  @Test
  void whatCannotBeAskedIsAskedAgainWhileTheApprovalLasts() {
    assertThat(APPROVED.unreadable().next())
        .isEqualTo(new Unanswered(after(15), "a target can't be read just now"));
    assertThat(APPROVED.read(BAD).measured(unanswered()).next())
        .isEqualTo(new Unanswered(after(15), "a probe can't be measured just now"));
    assertThat(APPROVED.at(299).unreadable().next()).isInstanceOf(Unanswered.class);
    assertThat(APPROVED.at(300).unreadable().next()).isEqualTo(EXPIRE);
    assertThat(APPROVED.at(300).read(BAD).measured(unanswered()).next()).isEqualTo(EXPIRE);
  }

  @Test
  void whatPolicyAllowedByItselfNeverExpires() {
    var allowed = given(List.of(proposed(plan()), evaluated(ALLOWED), approved()));
    assertThat(allowed.at(86_400).open().unreadable().next()).isInstanceOf(Unanswered.class);
  }

  @ParameterizedTest
  @CsvSource({
    "FAULT_GONE, NO_LONGER_NEEDED, the probes hold again",
    "INCIDENT_CLOSED, NO_LONGER_NEEDED, the incident is closed",
    "POLICY_REFUSED, POLICY_FORBIDS, policy forbids it by now",
    "PRECONDITION_DRIFT, DRIFTED, a target isn't as approved any more",
    "CONTENT_CHANGED, CONTENT_CHANGED, what would run isn't what was approved",
    "DIGEST_MISMATCH, CONTENT_CHANGED, the recorded plan isn't the one that was approved",
  })
  void aRefusalThatLastsWithdrawsIt(RefusalCode code, Withdrawn.Reason because, String reason) {
    assertThat(MEASURED.refused(code))
        .isEqualTo(new Withdraw(because, reason, new Proceed("it was withdrawn")));
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_APPROVED", "APPROVER_NO_LONGER_AUTHORISED", "SOD_CHANGE_AUTHOR"})
  void whatIsMissingIsAskedFor(RefusalCode code) {
    assertThat(MEASURED.refused(code))
        .isEqualTo(
            new ExtendApproval(
                "what was agreed to doesn't suffice any more",
                new Proceed("people are asked for more")));
  }

  /** Clocks that have to be set, and a target that another one acts on. */
  @ParameterizedTest
  @EnumSource(names = {"CLOCK_SKEWED", "NOT_WITNESSED", "TARGET_BUSY"})
  void whatSomebodyHasToMendIsToldOfAndWaitedFor(RefusalCode code) {
    var reason = "it goes on once that is mended: " + code;
    assertThat(MEASURED.refused(code))
        .isEqualTo(new HoldUp(code, reason, new Retry(after(15), reason)));
  }

  /** Waiting alone doesn't free it. */
  @Test
  void ofATargetInDoubtItIsSaidThatAPersonHasToSettleThat() {
    var code = RefusalCode.TARGET_IN_DOUBT;
    var reason = "it goes on once a person has settled what is in doubt: " + code;
    assertThat(MEASURED.refused(code))
        .isEqualTo(new HoldUp(code, reason, new Retry(after(15), reason)));
  }

  @Test
  void whatCannotBeToldIsAskedAgain() {
    assertThat(APPROVED.read(BAD).measured(readings(false, true)).unbound().next())
        .isEqualTo(new Unanswered(after(15), "what would run can't be told just now"));
  }

  @Test
  void anApprovalThatExpiredMeanwhileIsExpired() {
    assertThat(MEASURED.refused(RefusalCode.APPROVAL_EXPIRED)).isEqualTo(EXPIRE);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXECUTION_HALTED", "INCIDENT_OPEN"})
  void anyOtherRefusalIsTriedAgain(RefusalCode code) {
    assertThat(MEASURED.refused(code))
        .isEqualTo(new Retry(after(15), "the gate refused the start: " + code));
  }

  /** No matter for people, and nothing to wait for. */
  @Test
  void whereOtherPoliciesTookEffectTheyAreAskedAtOnce() {
    assertThat(MEASURED.refused(RefusalCode.STALE_POLICY_BUNDLE)).isInstanceOf(Proceed.class);
  }

  private static List<ProbeReading> unanswered() {
    var claim = reading("reachable", false).claim();
    return List.of(
        reading("error-ratio", false),
        new ProbeReading("reachable", ProbeReading.UNANSWERED, false, T0, claim));
  }
}
