package io.countersign.domain.remediation.course;

import static io.countersign.domain.remediation.course.RemediationScene.given;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.reading;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.remediation.RemediationEvent.RolledBack;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.remediation.RemediationEvent.VerificationFailed;
import io.countersign.domain.remediation.RemediationEvent.VerificationPassed;
import io.countersign.domain.remediation.course.RemediationStep.Abandon;
import io.countersign.domain.remediation.course.RemediationStep.CompleteRollback;
import io.countersign.domain.remediation.course.RemediationStep.MeasureProbes;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.ReadTargets;
import io.countersign.domain.remediation.course.RemediationStep.RecordVerification;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.domain.remediation.course.RemediationStep.StartRollback;
import io.countersign.domain.remediation.course.RemediationStep.Unanswered;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proof of a remedy, or of its rollback: given what is measured, this comes next. */
class VerificationTest {
  private static final RemediationScene DONE = given(verifying());
  private static final RemediationScene BACK =
      given(rollingBack()).with(backStarted(1, 1, 3)).with(completed(1, 1, true));
  private static final StopRequested STOP = new StopRequested(ID, ALICE, "wait");

  @Test
  void probesAreMeasuredOnceTheyCanHaveBeenStable() {
    assertThat(DONE.at(14).next())
        .isEqualTo(new Retry(after(15), "the probes can't have been stable yet"));
    assertThat(DONE.at(15).next())
        .isEqualTo(new MeasureProbes(after(15), "the probes have to hold by now"));
  }

  @Test
  void ifAllHoldItHelped() {
    var verdict = "the probes hold";
    assertThat(DONE.at(15).measured(readings(true, true)).next())
        .isEqualTo(
            new RecordVerification(true, readings(true, true), verdict, new Proceed(verdict)));
  }

  @Test
  void whatDoesNotShowIsMeasuredAgainUntilItHasFailed() {
    assertThat(DONE.at(314).measured(readings(false, true)).next())
        .isEqualTo(new Retry(after(315), "the probes don't hold yet"));
    assertThat(DONE.at(314).measured(readings(false, true)).at(330).next())
        .as("judged by when it was measured")
        .isEqualTo(new Retry(after(331), "the probes don't hold yet"));
    var verdict = "the probes don't hold in time";
    assertThat(DONE.at(315).measured(readings(false, true)).next())
        .isEqualTo(
            new RecordVerification(false, readings(false, true), verdict, new Proceed(verdict)));
  }

  @Test
  void nobodyMeasuresAgainBeforeTheyCanHold() {
    var no = readings(false, true);
    assertThat(DONE.at(20).measured(no, after(28)).next())
        .isEqualTo(new Retry(after(28), "the probes don't hold yet"));
    assertThat(DONE.at(20).measured(no, after(21)).next())
        .as("nor at once")
        .isEqualTo(DONE.at(20).measured(no).next());
    assertThat(DONE.at(310).measured(no, after(325)).next())
        .as("nor after the deadline")
        .isEqualTo(new Retry(after(315), "the probes don't hold yet"));
  }

  @Test
  void whatCannotBeMeasuredIsForAPersonInTheEnd() {
    var claim = reading("reachable", false).claim();
    var silent = List.of(new ProbeReading("reachable", ProbeReading.UNANSWERED, false, T0, claim));
    assertThat(DONE.at(314).measured(silent).next()).isInstanceOf(Retry.class);
    assertThat(DONE.at(315).measured(silent).next())
        .isEqualTo(abandon("whether it helped can't be measured"));
  }

  @Test
  void whatDidNotHelpOrIsStoppedIsUndone() {
    assertThat(DONE.with(new VerificationFailed(ID, readings(false, true))).next())
        .isEqualTo(new StartRollback("the remedy didn't help"));
    assertThat(DONE.with(STOP).at(15).next()).isEqualTo(new StartRollback("a stop was requested"));
    assertThat(DONE.with(STOP).refused(RefusalCode.NO_ROLLBACK))
        .isEqualTo(abandon("a stop was requested"));
    assertThat(DONE.with(new VerificationPassed(ID, readings(true, true))).next())
        .isEqualTo(new Proceed("telemetry says that it helped"));
  }

  @Test
  void aRollbackIsProvedByItsTargets() {
    assertThat(BACK.next()).isEqualTo(new ReadTargets("all steps back are completed"));
    assertThat(BACK.read(BAD).next())
        .isEqualTo(new CompleteRollback(List.of(BAD), "the targets are read"));
    assertThat(BACK.read(BAD).accepted()).isEqualTo(new Proceed("the targets are restored"));
    assertThat(BACK.read(BAD).refused(RefusalCode.PRECONDITION_DRIFT))
        .isEqualTo(abandon("the rollback didn't restore the targets: PRECONDITION_DRIFT"));
    assertThat(BACK.with(new RolledBack(ID, List.of(BAD))).next())
        .isEqualTo(new Proceed("the targets are restored"));
  }

  @Test
  void aRollbackWhoseTargetsCannotBeReadIsForAPersonAfterTenMinutes() {
    assertThat(BACK.at(599).unreadable().next())
        .isEqualTo(new Unanswered(after(601), "a target can't be read just now"));
    assertThat(BACK.at(600).unreadable().next())
        .isEqualTo(abandon("a target can't be read: whether steps took effect is unknown"));
  }

  private static Abandon abandon(String because) {
    return new Abandon(because, new Proceed("a person takes over"));
  }
}
