package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.completed;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.executionStarted;
import static io.countersign.domain.testing.Remediations.failed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.reading;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.staff;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.step;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;

import io.countersign.domain.CommandContext;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteRollback;
import io.countersign.domain.remediation.RemediationCommand.RecordVerification;
import io.countersign.domain.remediation.RemediationCommand.StartRollback;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.Completed.Outcome;
import io.countersign.domain.remediation.RemediationEvent.RollbackStarted;
import io.countersign.domain.remediation.RemediationEvent.RolledBack;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import io.countersign.domain.remediation.RemediationEvent.VerificationFailed;
import io.countersign.domain.remediation.RemediationEvent.VerificationPassed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerificationDeciderTest {
  private static final VerificationPassed PASSED = new VerificationPassed(ID, readings(true, true));
  private static final VerificationFailed FAILED =
      new VerificationFailed(ID, readings(false, true));
  private static final RecordVerification PASS =
      new RecordVerification(ID, 4, true, readings(true, true));
  private static final RecordVerification FAIL =
      new RecordVerification(ID, 4, false, readings(false, true));
  private static final StopRequested STOP = new StopRequested(ID, ALICE, "wait");
  private static final RolledBack RESTORED = new RolledBack(ID, List.of(BAD));
  private static final StartRollback BACK = back(4);
  private static final CompleteRollback RESTORE = restore(List.of(BAD), 6);
  private static final CompleteRemediation COMPLETE = new CompleteRemediation(ID, 5);

  private final CommandContext system = staff().asSystem();

  private static StartRollback back(int epoch) {
    return new StartRollback(ID, epoch, "it didn't help");
  }

  private static CompleteRollback restore(List<TargetState> after, int epoch) {
    return new CompleteRollback(ID, epoch, after);
  }

  private static AbandonRemediation abandon(int epoch) {
    return new AbandonRemediation(ID, epoch, "stuck", Map.of());
  }

  private static int epoch(List<RemediationEvent> history) {
    var state = history.stream().reduce(Remediation.initial(), Remediation::evolve, (a, _) -> a);
    return ((Remediation.Known) state).epoch();
  }

  @Test
  void onlyTheProductSpeaksHere() {
    for (var command : List.of(PASS, BACK, RESTORE, COMPLETE)) {
      REMEDIATION
          .given(verifying())
          .when(command, staff().as("alice"))
          .thenRefused(RefusalCode.FORBIDDEN);
    }
  }

  @Nested
  class StoppedWhileVerifying {
    @Test
    void theWayBackIsOpen() {
      for (var stop :
          List.of(
              new RemediationCommand.RequestStop(ID, "it makes things worse"),
              new RemediationCommand.Revoke(ID, plan().digest(), "it makes things worse"))) {
        REMEDIATION
            .given(verifying())
            .after(stop, staff().as("alice"))
            .when(BACK, system)
            .then(new RollbackStarted(ID, "it didn't help"));
      }
      REMEDIATION.given(verifying()).when(BACK, system).thenRefused(RefusalCode.NOT_EXECUTING);
    }

    @Test
    void unlessTelemetryWasFaster() {
      REMEDIATION.given(verifying()).and(STOP).when(PASS, system).then(PASSED);
      REMEDIATION
          .given(verifying())
          .and(STOP, PASSED)
          .when(BACK, system)
          .thenRefused(RefusalCode.NOT_EXECUTING);
      REMEDIATION
          .given(verifying())
          .and(PASSED)
          .when(new RemediationCommand.RequestStop(ID, "late"), system)
          .thenRefused(RefusalCode.NOT_EXECUTING);
    }
  }

  @Nested
  class Measuring {
    @Test
    void itPassedOnlyIfEveryProbeHolds() {
      REMEDIATION.given(verifying()).when(PASS, system).then(PASSED);
      REMEDIATION.given(verifying()).when(FAIL, system).then(FAILED);
      for (var bad :
          List.of(
              readings(true, false),
              List.of(reading("error-ratio", true)),
              List.of(
                  reading("error-ratio", true),
                  reading("reachable", true),
                  reading("reachable", false)))) {
        REMEDIATION
            .given(verifying())
            .when(new RecordVerification(ID, 4, true, bad), system)
            .thenRefused(RefusalCode.NOT_VERIFIED);
      }
    }

    @Test
    void theFirstVerdictStands() {
      REMEDIATION.given(verifying()).and(PASSED).when(PASS, system).thenUnchanged();
      REMEDIATION.given(verifying()).and(FAILED).when(FAIL, system).thenUnchanged();
      REMEDIATION.given(rollingBack()).when(FAIL, system).thenUnchanged();
      REMEDIATION
          .given(verifying())
          .and(FAILED)
          .when(PASS, system)
          .thenRefused(RefusalCode.NOT_EXECUTING);
      for (var history : List.of(approvedByAlice(), executing())) {
        REMEDIATION.given(history).when(PASS, system).thenRefused(RefusalCode.NOT_EXECUTING);
      }
    }
  }

  @Nested
  class GoingBack {
    private final RollbackStarted started = new RollbackStarted(ID, "it didn't help");

    @Test
    void aFailedVerificationAFailedStepOrAStopLeadsBack() {
      for (var history :
          List.of(
              then(verifying(), FAILED),
              then(verifying(), STOP),
              then(executing(), STOP),
              then(executing(), started(1, 1, 1), failed(1, 1, false, false)))) {
        REMEDIATION.given(history).when(back(epoch(history)), system).then(started);
      }
    }

    @Test
    void nothingElseDoes() {
      for (var history :
          List.of(
              approvedByAlice(),
              executing(),
              verifying(),
              then(verifying(), STOP, PASSED),
              then(executing(), started(1, 1, 1), failed(1, 1, false, true)))) {
        REMEDIATION.given(history).when(BACK, system).thenRefused(RefusalCode.NOT_EXECUTING);
      }
    }

    @Test
    void notWhileAStepIsUnderWay() {
      REMEDIATION
          .given(executing())
          .and(started(1, 1, 1), STOP)
          .when(back(1), system)
          .thenRefused(RefusalCode.STEP_IN_FLIGHT);
      REMEDIATION
          .given(rollingBack())
          .and(backStarted(1, 1, 3))
          .when(restore(List.of(BAD), 7), system)
          .thenRefused(RefusalCode.STEP_IN_FLIGHT);
    }

    @Test
    void aPlanWithoutRollbackCanOnlyBeAbandoned() {
      var oneWay = plan(List.of(step(1, "rollback", "1.5.0")), List.of());
      var stopped =
          REMEDIATION.given(
              proposed(oneWay), evaluated(ALLOWED), approved(), executionStarted(), STOP);
      stopped.when(back(0), system).thenRefused(RefusalCode.NO_ROLLBACK);
      stopped
          .when(new AbandonRemediation(ID, 0, "no way back", Map.of("version", "1.5.0")), system)
          .then(
              new Completed(
                  ID, Outcome.ABANDONED, Map.of("version", "1.5.0", "because", "no way back")));
    }

    @Test
    void theRecordedPriorStateProvesIt() {
      var done = then(rollingBack(), backStarted(1, 1, 3), completed(1, 1, true));
      REMEDIATION.given(done).when(restore(List.of(BAD), 8), system).then(RESTORED);
      REMEDIATION.given(rollingBack()).when(RESTORE, system).then(RESTORED);
      for (var after : List.of(List.of(GOOD), List.<TargetState>of())) {
        REMEDIATION
            .given(done)
            .when(restore(after, 8), system)
            .thenRefused(RefusalCode.PRECONDITION_DRIFT);
      }
      REMEDIATION.given(verifying()).when(RESTORE, system).thenRefused(RefusalCode.NOT_EXECUTING);
    }

    @Test
    void goingBackTwiceIsGoingBackOnce() {
      var closed = then(rollingBack(), RESTORED, new Completed(ID, Outcome.ROLLED_BACK, Map.of()));
      for (var history : List.of(then(rollingBack(), RESTORED), closed)) {
        REMEDIATION.given(history).when(BACK, system).thenUnchanged();
        REMEDIATION.given(history).when(RESTORE, system).thenUnchanged();
      }
    }
  }

  @Nested
  class Ending {
    private final AbandonRemediation abandon = abandon(0);
    private final Completed abandoned =
        new Completed(ID, Outcome.ABANDONED, Map.of("because", "stuck"));
    private final Completed verified = new Completed(ID, Outcome.VERIFIED, Map.of());

    @Test
    void nothingEndsUnverified() {
      REMEDIATION.given(verifying()).and(PASSED).when(COMPLETE, system).then(verified);
      REMEDIATION
          .given(rollingBack())
          .and(RESTORED)
          .when(new CompleteRemediation(ID, 7), system)
          .then(new Completed(ID, Outcome.ROLLED_BACK, Map.of()));
      for (var history :
          List.of(executing(), verifying(), then(verifying(), FAILED), rollingBack())) {
        REMEDIATION.given(history).when(COMPLETE, system).thenRefused(RefusalCode.NOT_VERIFIED);
      }
      REMEDIATION
          .given(approvedByAlice())
          .when(COMPLETE, system)
          .thenRefused(RefusalCode.NOT_EXECUTING);
    }

    @Test
    void whatCanNotGoOnIsAbandoned() {
      for (var history :
          List.of(
              executing(),
              verifying(),
              rollingBack(),
              then(rollingBack(), backStarted(1, 1, 3), failed(1, 1, true, false)))) {
        REMEDIATION.given(history).when(abandon(epoch(history)), system).then(abandoned);
      }
      for (var history :
          List.of(approvedByAlice(), then(verifying(), PASSED), then(rollingBack(), RESTORED))) {
        REMEDIATION.given(history).when(abandon, system).thenRefused(RefusalCode.NOT_EXECUTING);
      }
    }

    @Test
    void whoeverReadBeforeAnotherWentOnCanEndNothing() {
      for (int stale : List.of(0, 1)) {
        REMEDIATION
            .given(then(executing(), started(1, 1, 1), started(1, 1, 2)))
            .when(abandon(stale), system)
            .thenRefused(RefusalCode.STALE_EPOCH);
      }
      var verifying = REMEDIATION.given(verifying());
      verifying.when(abandon(3), system).thenRefused(RefusalCode.STALE_EPOCH);
      verifying
          .when(new RecordVerification(ID, 3, false, readings(false, true)), system)
          .thenRefused(RefusalCode.STALE_EPOCH);
      verifying.and(FAILED).when(back(4), system).thenRefused(RefusalCode.STALE_EPOCH);
      verifying
          .and(PASSED)
          .when(new CompleteRemediation(ID, 4), system)
          .thenRefused(RefusalCode.STALE_EPOCH);
      REMEDIATION
          .given(then(rollingBack(), backStarted(1, 1, 7), completed(1, 1, true)))
          .when(restore(List.of(BAD), 6), system)
          .thenRefused(RefusalCode.STALE_EPOCH);
    }

    @Test
    void theEndIsTheEnd() {
      var done = REMEDIATION.given(then(verifying(), PASSED, verified));
      done.when(COMPLETE, system).thenUnchanged();
      done.when(PASS, system).thenUnchanged();
      done.when(BACK, system).thenRefused(RefusalCode.NOT_EXECUTING);
      done.when(RESTORE, system).thenRefused(RefusalCode.NOT_EXECUTING);
      done.when(abandon, system).thenRefused(RefusalCode.NOT_EXECUTING);
      var given = REMEDIATION.given(then(executing(), abandoned));
      given.when(abandon, system).thenUnchanged();
      given.when(COMPLETE, system).thenRefused(RefusalCode.NOT_EXECUTING);
    }
  }
}
