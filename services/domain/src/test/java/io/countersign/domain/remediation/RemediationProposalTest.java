package io.countersign.domain.remediation;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.back;
import static io.countersign.domain.testing.Remediations.backStarted;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.rollingBack;
import static io.countersign.domain.testing.Remediations.started;
import static io.countersign.domain.testing.Remediations.then;
import static io.countersign.domain.testing.Remediations.verifying;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.course.FormerProposal;
import io.countersign.domain.planning.course.ProposalSuccession;
import io.countersign.domain.planning.course.ProposalSuccession.Move;
import io.countersign.domain.remediation.RemediationEvent.AnsweredLate;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled.Effect;
import io.countersign.domain.remediation.RemediationEvent.Expired;
import io.countersign.domain.remediation.RemediationEvent.StepFailed;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A remediation as planning knows it, and what a new plan means for it. */
class RemediationProposalTest {
  private static final Plan OTHER = plan(back(), List.of());
  private static final StepFailed IN_DOUBT =
      new StepFailed(ID, 1, 1, false, StepAttempt.IN_DOUBT, false, T0);
  private static final Completed ABANDONED =
      new Completed(ID, Completed.Outcome.ABANDONED, Map.of(), List.of(CHECKOUT));

  @Test
  void untilExecutionTheSameRemedyStaysAndAnotherSupersedes() {
    for (var history : List.of(awaiting(1).subList(0, 1), awaiting(1), approvedByAlice())) {
      assertThat(judge(history, plan().withDryRun("would roll back"))).isEqualTo(Move.KEEP);
      assertThat(judge(history, OTHER)).isEqualTo(Move.SUPERSEDE);
    }
  }

  @Test
  void effectsUnderWayAreNeverSuperseded() {
    for (var history : List.of(executing(), verifying(), rollingBack())) {
      assertThat(judge(history, plan())).isEqualTo(Move.KEEP);
      assertThat(judge(history, OTHER)).isEqualTo(Move.WAIT);
    }
  }

  @Test
  void whatPeopleTurnedDownOrWhatDidNotHelpIsNotTriedAgainByItself() {
    for (var end :
        List.of(
            new Expired(ID),
            new Withdrawn(ID, Withdrawn.Reason.POLICY_FORBIDS, "no"),
            new RemediationEvent.ApprovalDenied(ID, BOB, plan().digest(), "no"))) {
      assertThat(judge(then(awaiting(1), end), plan())).isEqualTo(Move.LEAVE_TO_A_PERSON);
      assertThat(judge(then(awaiting(1), end), OTHER)).isEqualTo(Move.PROPOSE);
    }
    for (var outcome : List.of(Completed.Outcome.ABANDONED, Completed.Outcome.ROLLED_BACK)) {
      var end = new Completed(ID, outcome, Map.of());
      assertThat(judge(then(executing(), end), plan())).isEqualTo(Move.LEAVE_TO_A_PERSON);
    }
  }

  @Test
  void nothingIsTriedByItselfWhileAnEffectIsInDoubt() {
    var history = then(executing(), started(1, 1, 1), IN_DOUBT, ABANDONED);
    assertThat(judge(history, plan())).isEqualTo(Move.LEAVE_TO_A_PERSON);
    assertThat(judge(history, OTHER)).isEqualTo(Move.LEAVE_TO_A_PERSON);
  }

  @Test
  void onceADoubtIsSettledItsEffectCounts() {
    var ended = then(executing(), started(1, 1, 1), IN_DOUBT, ABANDONED);
    var absent = then(ended, settled(Effect.ABSENT));
    assertThat(judge(absent, plan())).isEqualTo(Move.PROPOSE);
    assertThat(judge(absent, OTHER)).isEqualTo(Move.PROPOSE);
    var occurred = then(ended, settled(Effect.OCCURRED));
    assertThat(judge(occurred, plan())).isEqualTo(Move.LEAVE_TO_A_PERSON);
    assertThat(judge(occurred, OTHER)).isEqualTo(Move.PROPOSE);
  }

  /** Its executor's word that it came counts more than a person's that it didn't. */
  @Test
  void whatWasContradictedIsInDoubtAndThenCountsAsTried() {
    var told =
        new AnsweredLate(ID, 1, 1, false, Effect.OCCURRED, "it was done", List.of(CHECKOUT), T0);
    var again =
        then(executing(), started(1, 1, 1), IN_DOUBT, ABANDONED, settled(Effect.ABSENT), told);
    assertThat(judge(again, OTHER)).isEqualTo(Move.LEAVE_TO_A_PERSON);
    for (var effect : Effect.values()) {
      var settled = then(again, settled(effect));
      assertThat(judge(settled, plan())).isEqualTo(Move.LEAVE_TO_A_PERSON);
      assertThat(judge(settled, OTHER)).isEqualTo(Move.PROPOSE);
    }
  }

  @Test
  void whatDidNotHelpAndWhoseWayBackNeverCameIsNotTriedAgainByItself() {
    var way = new StepFailed(ID, 1, 1, true, StepAttempt.IN_DOUBT, false, T0);
    var ended = then(rollingBack(), backStarted(1, 1, 7), way, ABANDONED);
    assertThat(judge(ended, OTHER)).isEqualTo(Move.LEAVE_TO_A_PERSON);
    var absent = then(ended, settled(Effect.ABSENT));
    assertThat(judge(absent, plan())).isEqualTo(Move.LEAVE_TO_A_PERSON);
    assertThat(judge(absent, OTHER)).isEqualTo(Move.PROPOSE);
  }

  @Test
  void whatHelpedBeforeOrWasOnlyOvertakenMayBeProposedAgain() {
    var verified = new Completed(ID, Completed.Outcome.VERIFIED, Map.of());
    var drifted = new Withdrawn(ID, Withdrawn.Reason.DRIFTED, "1.4.2 runs");
    assertThat(judge(then(verifying(), verified), plan())).isEqualTo(Move.PROPOSE);
    var changed = new Withdrawn(ID, Withdrawn.Reason.CONTENT_CHANGED, "edited");
    assertThat(judge(then(awaiting(1), drifted), plan())).isEqualTo(Move.PROPOSE);
    assertThat(judge(then(executing(), changed), plan())).isEqualTo(Move.PROPOSE);
  }

  @Test
  void whatTheProbesSaidAfterwardsGoesIntoTheLesson() {
    var undone = then(rollingBack(), new Completed(ID, Completed.Outcome.ROLLED_BACK, Map.of()));
    assertThat(proposal(undone).failed().orElseThrow().lesson())
        .isEqualTo(
            "roll-back-a-release of service/rig/checkout-api didn't help: error-ratio stayed at"
                + " 0.6");
    assertThat(proposal(executing()).failed()).isEmpty();
  }

  private static DoubtSettled settled(Effect effect) {
    return new DoubtSettled(ID, BOB, effect, "its journal tells");
  }

  private static Move judge(List<RemediationEvent> history, Plan next) {
    return ProposalSuccession.judge(proposal(history), next);
  }

  private static FormerProposal proposal(List<RemediationEvent> history) {
    var state = Remediation.initial();
    for (var event : history) {
      state = Remediation.evolve(state, event);
    }
    return RemediationProposal.of((Remediation.Known) state);
  }
}
