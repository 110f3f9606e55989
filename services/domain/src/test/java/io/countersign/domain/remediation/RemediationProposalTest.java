package io.countersign.domain.remediation;

import static io.countersign.domain.remediation.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.awaiting;
import static io.countersign.domain.testing.Remediations.back;
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
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.Expired;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.testing.Contexts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A remediation as planning knows it, and what a new plan means for it. */
class RemediationProposalTest {
  private static final Plan OTHER = plan(back(), List.of());

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
    var doubt =
        new RemediationEvent.StepFailed(ID, 1, 1, false, StepAttempt.IN_DOUBT, false, Contexts.T0);
    var end = new Completed(ID, Completed.Outcome.ABANDONED, Map.of());
    var history = then(executing(), started(1, 1, 1), doubt, end);
    assertThat(judge(history, plan())).isEqualTo(Move.LEAVE_TO_A_PERSON);
    assertThat(judge(history, OTHER)).isEqualTo(Move.LEAVE_TO_A_PERSON);
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

  private static Move judge(List<RemediationEvent> history, Plan next) {
    return ProposalSuccession.judge(proposal(history), next);
  }

  private static FormerProposal proposal(List<RemediationEvent> history) {
    return RemediationProposal.of((Remediation.Known) REMEDIATION.fold(history));
  }
}
