package io.countersign.domain.remediation.course;

import static io.countersign.domain.remediation.course.RemediationScene.given;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.remediation.ApproverShortfall;
import io.countersign.domain.remediation.RemediationEvent.ApprovalEscalated;
import io.countersign.domain.remediation.RemediationEvent.ApprovalReminded;
import io.countersign.domain.remediation.RemediationEvent.Expired;
import io.countersign.domain.remediation.RemediationEvent.QuorumImpossible;
import io.countersign.domain.remediation.RemediationEvent.QuorumPossible;
import io.countersign.domain.remediation.RemediationEvent.RolledBack;
import io.countersign.domain.remediation.RemediationEvent.VerificationFailed;
import io.countersign.domain.remediation.RemediationEvent.VerificationPassed;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationTurn.AwaitDecision;
import io.countersign.domain.remediation.course.RemediationTurn.Due;
import io.countersign.domain.remediation.course.RemediationTurn.EvaluatePolicy;
import io.countersign.domain.remediation.course.RemediationTurn.Execute;
import io.countersign.domain.remediation.course.RemediationTurn.Finish;
import io.countersign.domain.remediation.course.RemediationTurn.Over;
import io.countersign.domain.remediation.course.RemediationTurn.RequestApproval;
import io.countersign.domain.remediation.course.RemediationTurn.RunRollback;
import io.countersign.domain.remediation.course.RemediationTurn.RunStep;
import io.countersign.domain.remediation.course.RemediationTurn.Verify;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The turns of a remediation's course: given where it stands, this comes next. */
class RemediationTurnTest {
  private static final ApprovalReminded REMINDED = new ApprovalReminded(ID);
  private static final ApprovalEscalated ESCALATED = new ApprovalEscalated(ID, Set.of());

  @Test
  void eachPhaseHasItsTurn() {
    assertThat(given(List.of()).begin()).isEqualTo(new Over("there is no such remediation"));
    var proposed = given(List.of(proposed(plan())));
    assertThat(proposed.begin()).isEqualTo(new EvaluatePolicy("policy hasn't spoken yet"));
    assertThat(proposed.with(evaluated(ALLOWED)).begin()).isInstanceOf(RequestApproval.class);
    assertThat(given(approvedByAlice()).begin()).isEqualTo(new Execute("it is approved"));
    assertThat(given(executing()).begin()).isEqualTo(new RunStep("steps are left"));
    assertThat(given(verifying()).begin()).isEqualTo(new Verify("all steps are completed"));
    assertThat(given(rollingBack()).begin())
        .isEqualTo(new RunRollback("the rollback isn't proved yet"));
    assertThat(given(awaiting(1)).with(new Expired(ID)).begin())
        .isEqualTo(new Over("the remediation is closed"));
  }

  @Test
  void whatIsProvedIsFinishedAndWhatIsRefutedIsVerifiedOn() {
    assertThat(given(verifying()).with(new VerificationPassed(ID, readings(true, true))).begin())
        .isEqualTo(new Finish("telemetry says that it helped"));
    assertThat(given(verifying()).with(new VerificationFailed(ID, readings(false, true))).begin())
        .isInstanceOf(Verify.class);
    assertThat(given(rollingBack()).with(new RolledBack(ID, List.of(BAD))).begin())
        .isEqualTo(new Finish("the targets are restored"));
  }

  @Test
  void peopleAreRemindedThenOthersAskedThenItExpires() {
    var asked = given(awaiting(1));
    assertThat(asked.begin())
        .isEqualTo(new AwaitDecision(after(60), Due.REMINDER, "nobody was reminded yet"));
    assertThat(asked.with(REMINDED).begin())
        .isEqualTo(
            new AwaitDecision(after(120), Due.ESCALATION, "the next level wasn't asked yet"));
    assertThat(asked.with(REMINDED).with(ESCALATED).begin())
        .isEqualTo(new AwaitDecision(after(300), Due.EXPIRY, "all were asked"));
  }

  /** By itself, where nothing tells that somebody came to a right: it may begin with the time. */
  @Test
  void whetherEnoughCouldApproveIsLookedAtAgainWhereTheyCouldnt() {
    var missing = new ApproverShortfall(1, 0, Set.of(), List.of(), 0, List.of());
    var waits = given(awaiting(1)).with(new QuorumImpossible(ID, missing));
    assertThat(waits.at(after(-30)).begin())
        .isEqualTo(
            new AwaitDecision(after(30), Due.REVIEW, "fewer could approve than are asked for"));
    assertThat(waits.at(after(30)).begin())
        .isEqualTo(new AwaitDecision(after(60), Due.REMINDER, "nobody was reminded yet"));
    assertThat(waits.with(new QuorumPossible(ID)).at(after(-30)).begin())
        .isEqualTo(new AwaitDecision(after(60), Due.REMINDER, "nobody was reminded yet"));
  }

  @Test
  void anEarlyTimerIsNotAnsweredAtOnce() {
    var soon = after(60).plus(Duration.ofMillis(500));
    for (var now : List.of(after(60), after(60).minusMillis(499))) {
      assertThat(given(awaiting(1)).at(now).begin())
          .isInstanceOfSatisfying(
              AwaitDecision.class, it -> assertThat(it.until()).isEqualTo(now.plusMillis(500)));
    }
    assertThat(given(awaiting(1)).at(after(60)).begin())
        .isEqualTo(new AwaitDecision(soon, Due.REMINDER, "nobody was reminded yet"));
    assertThat(given(awaiting(1)).at(after(60).minusMillis(501)).begin())
        .isEqualTo(new AwaitDecision(after(60), Due.REMINDER, "nobody was reminded yet"));
  }

  @Test
  void whereNothingIsUnderWayATurnEndsAtOnce() {
    for (var history : List.of(awaiting(1), awaiting(1).subList(0, 1))) {
      assertThat(given(history).next()).isEqualTo(new Proceed("nothing is under way"));
    }
    assertThat(given(List.of()).next()).isEqualTo(new Proceed("nothing is under way"));
  }
}
