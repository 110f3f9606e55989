package io.countersign.ledger.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed.Outcome;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled.Effect;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.remediation.Remediations.Decided;
import io.countersign.ledger.remediation.Remediations.Filter;
import io.countersign.ledger.remediation.Remediations.State;
import io.countersign.ledger.remediation.Remediations.StepState;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.view.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class RemediationViewTest {
  private static final Instant REMIND = Chronicle.START.plusSeconds(60);
  private static final Instant ESCALATE = Chronicle.START.plusSeconds(120);
  private static final Instant EXPIRE = Chronicle.START.plusSeconds(600);

  private final Chronicle chronicle = new Chronicle();
  private final Remediations remediations = new Remediations(chronicle.source());
  private final ApprovalQueue queue = new ApprovalQueue(chronicle.source());

  @Test
  void showsTheCardOfAPlanThatWaits() {
    requested().view(100);

    var row = row();
    assertThat(row.state()).isEqualTo(State.AWAITING_APPROVAL);
    assertThat(row.incident()).isEqualTo(Story.INCIDENT.value());
    assertThat(row.plan()).isEqualTo(Story.PLAN);
    assertThat(row.planDigest()).isEqualTo(Story.PLAN.digest());
    assertThat(row.policy()).isEqualTo(Story.NEEDS_APPROVAL);
    assertThat(row.request())
        .isEqualTo(new Remediations.Request(Chronicle.at(4), REMIND, ESCALATE, EXPIRE));
    assertThat(row.decisions()).isEmpty();
    assertThat(row.steps())
        .extracting(
            s -> s.planned().action(), Remediations.Step::rollback, Remediations.Step::state)
        .containsExactly(
            Tuple.tuple("rollback", false, StepState.PLANNED),
            Tuple.tuple("warm-up", false, StepState.PLANNED),
            Tuple.tuple("deploy", true, StepState.PLANNED));
    assertThat(row.verification()).isNull();
    assertThat(row.proposedAt()).isEqualTo(Chronicle.at(2));
    assertThat(queue.list(Page.Request.FIRST).items())
        .containsExactly(
            new ApprovalQueue.Waiting(
                Story.REMEDIATION.value(),
                2,
                Story.INCIDENT.value(),
                "SLOBurnRate on frontend (rig)",
                "rollback",
                "release v2 of checkout-api",
                Story.PLAN.digest(),
                "high",
                0,
                1,
                Chronicle.at(4),
                EXPIRE,
                false));
  }

  @Test
  void keepsEachPersonsLastWord() {
    var id = Story.REMEDIATION;
    var digest = Story.PLAN.digest();
    requested();
    granted(Story.ALICE, "fine");
    granted(Story.BOB, "fine too");
    chronicle
        .record(new RemediationEvent.Approved(id, digest, List.of(Story.ALICE)))
        .recordBy(
            "p_alice", new RemediationEvent.ApprovalRevoked(id, Story.ALICE, digest, "too early"))
        .view(1);

    assertThat(row().state()).isEqualTo(State.AWAITING_APPROVAL);
    assertThat(row().decisions())
        .containsExactly(
            new Remediations.Word("p_bob", Chronicle.at(6), Decided.APPROVED, "fine too", null),
            new Remediations.Word("p_alice", Chronicle.at(8), Decided.REVOKED, "too early", null));
    assertThat(row().approvals()).extracting(Remediations.Word::by).containsExactly("p_bob");
    assertThat(queue.list(Page.Request.FIRST).items())
        .extracting(ApprovalQueue.Waiting::approvals)
        .containsExactly(1);
  }

  @Test
  void s37_showsWhichStepsWereNotApproved() {
    executing();
    step(1, 1, false).record(completed(1, 1, false));
    chronicle
        .record(new RemediationEvent.ExecutionCurtailed(Story.REMEDIATION, 1, List.of(2)))
        .view(100);

    assertThat(row().state()).isEqualTo(State.VERIFYING);
    assertThat(row().steps())
        .extracting(Remediations.Step::state)
        .containsExactly(StepState.COMPLETED, StepState.NOT_APPROVED, StepState.PLANNED);
  }

  @Test
  void followsExecutionToItsVerifiedEnd() {
    var id = Story.REMEDIATION;
    executing();
    assertThat(row().state()).isEqualTo(State.EXECUTING);
    assertThat(row().before()).containsExactly(Story.reading("0.4", false));
    assertThat(queue.list(Page.Request.FIRST).items()).isEmpty();

    step(1, 1, false).record(failed(1, 1, true)).view(100);
    assertThat(step(0))
        .returns(StepState.FAILED, Remediations.Step::state)
        .returns("UNREACHABLE", Remediations.Step::code);

    step(1, 2, false).record(completed(1, 2, false)).view(100);
    assertThat(step(0))
        .returns(StepState.COMPLETED, Remediations.Step::state)
        .returns(2, Remediations.Step::attempt)
        .returns(null, Remediations.Step::code);
    assertThat(row().state()).isEqualTo(State.EXECUTING);

    step(2, 1, false).record(completed(2, 1, false)).view(1);
    assertThat(row().state()).isEqualTo(State.VERIFYING);

    var readings = List.of(Story.reading("0", true));
    chronicle
        .record(
            new RemediationEvent.VerificationPassed(id, readings),
            new RemediationEvent.Completed(id, Outcome.VERIFIED, Map.of()))
        .view(100);
    assertThat(row().state()).isEqualTo(State.COMPLETED);
    assertThat(row().verification()).isEqualTo(new Remediations.Verification(true, readings));
    assertThat(row().closedAt()).isEqualTo(Chronicle.at(chronicle.head()));
  }

  @Test
  void showsTheChecksThatWereMadeJustBeforeEachStep() {
    executing();
    var held = new GateCheck("policy-bundle", GateCheck.Result.HELD, "1 in force");
    var needed = Story.NEEDS_APPROVAL;
    chronicle
        .record(
            new RemediationEvent.StepStarted(
                Story.REMEDIATION,
                1,
                1,
                1,
                false,
                "key-1",
                target(),
                null,
                List.of(Story.ALICE),
                needed.bundle(),
                needed.rules(),
                Chronicle.START,
                List.of(held),
                null,
                null))
        .view(100);
    assertThat(step(0).gate()).containsExactly(held);
    assertThat(step(1).gate()).isEmpty();
  }

  @Test
  void followsAFailedVerificationBackToWhereItWas() {
    var id = Story.REMEDIATION;
    executing();
    step(1, 1, false).record(completed(1, 1, false));
    step(2, 1, false).record(completed(2, 1, false));
    chronicle
        .record(
            new RemediationEvent.VerificationFailed(id, List.of(Story.reading("0.4", false))),
            new RemediationEvent.RollbackStarted(id, "still failing"))
        .view(100);
    assertThat(row().state()).isEqualTo(State.ROLLING_BACK);
    assertThat(row().verification()).returns(false, Remediations.Verification::passed);

    step(1, 1, true).record(completed(1, 1, true)).view(100);
    assertThat(row().state()).isEqualTo(State.ROLLING_BACK);
    assertThat(step(2)).returns(StepState.COMPLETED, Remediations.Step::state);

    chronicle
        .record(
            new RemediationEvent.RolledBack(id, Story.PLAN.targets()),
            new RemediationEvent.Completed(id, Outcome.ROLLED_BACK, Map.of()))
        .view(100);
    assertThat(row().state()).isEqualTo(State.ROLLED_BACK);
  }

  @Test
  void tellsHowAPlanEndedUnused() {
    var id = Story.REMEDIATION;
    requested()
        .record(
            new RemediationEvent.Withdrawn(
                id, Withdrawn.Reason.NO_LONGER_NEEDED, "the fault is gone"))
        .view(100);
    assertThat(row())
        .returns(State.WITHDRAWN, Remediations.Row::state)
        .returns(Withdrawn.Reason.NO_LONGER_NEEDED, Remediations.Row::withdrawal)
        .returns("the fault is gone", Remediations.Row::because);

    ended(new RemediationEvent.Expired(id), State.EXPIRED, null);
    ended(
        new RemediationEvent.ApprovalDenied(id, Story.BOB, Story.PLAN.digest(), "not now"),
        State.DENIED,
        "not now");
    ended(
        new RemediationEvent.Completed(id, Outcome.ABANDONED, Map.of("because", "unreachable")),
        State.ABANDONED,
        "unreachable");
  }

  /** A later event of the same settles it; a rebuild tells the same. */
  @Test
  void showsWhatIsHeldInDoubtUntilItIsSettled() {
    var id = Story.REMEDIATION;
    var held = List.of(Story.CHECKOUT);
    var told = Map.of("because", "in doubt");
    requested().record(new RemediationEvent.Completed(id, Outcome.ABANDONED, told, held)).view(3);
    assertThat(row().held()).containsExactly(Story.CHECKOUT.toString());
    assertThat(remediations.inDoubt()).containsExactly(row());

    chronicle
        .record(new RemediationEvent.DoubtSettled(id, Story.ALICE, Effect.ABSENT, "looked"))
        .view(3);
    assertThat(row().held()).isEmpty();
    assertThat(row().state()).isEqualTo(State.ABANDONED);
    assertThat(remediations.inDoubt()).isEmpty();

    var late =
        new RemediationEvent.AnsweredLate(
            id, 1, 1, false, Effect.OCCURRED, "it was done", held, Chronicle.at(4));
    chronicle.record(late).view(3);
    assertThat(remediations.inDoubt()).containsExactly(row());
    assertThat(row().because()).isEqualTo(late.reason()).contains("took effect after all");
  }

  @Test
  void tellsWhatHoldsItUpUntilItGoesOn() {
    var id = Story.REMEDIATION;
    var by = List.of(new RemediationId("rem_0000000000000001"));
    var heldUp = new RemediationEvent.HeldUp(id, RefusalCode.TARGET_IN_DOUBT, by, null);
    var approved = new RemediationEvent.Approved(id, Story.PLAN.digest(), List.of());
    requested().record(approved, heldUp).view(3);
    assertThat(row().because()).isEqualTo(heldUp.reason()).contains("rem_0000000000000001");
    chronicle.record(new RemediationEvent.Expired(id)).view(3);
    assertThat(row().because()).isNull();
  }

  @Test
  void tellsUntilWhenWhatWaitsForItsWindowCounts() {
    var until = Chronicle.START.plusSeconds(86_400);
    var id = Story.REMEDIATION;
    requested()
        .record(
            new RemediationEvent.HeldUp(
                id, RefusalCode.FROZEN, null, "a freeze", null, until, Chronicle.START))
        .view(3);
    assertThat(row().request()).extracting(Remediations.Request::expiresAt).isEqualTo(until);
  }

  @Test
  void filtersByStateAndIncident() {
    requested().view(100);
    var incident = Story.INCIDENT.value();

    assertThat(list(new Filter(State.AWAITING_APPROVAL, incident))).hasSize(1);
    assertThat(list(new Filter(State.PROPOSED, null))).isEmpty();
    assertThat(list(new Filter(null, "inc_0000000000000000"))).isEmpty();
    assertThat(list(Filter.ALL)).hasSize(1);
    assertThat(remediations.find("rem_0000000000000000")).isEmpty();
  }

  private void ended(RemediationEvent event, State state, String because) {
    var other = new Chronicle();
    other.record(proposed(), requestedEvent(), event).view(100);
    assertThat(new Remediations(other.source()).find(Story.REMEDIATION.value()).orElseThrow())
        .returns(state, Remediations.Row::state)
        .returns(because, Remediations.Row::because)
        .returns(Chronicle.at(3), Remediations.Row::closedAt);
  }

  private Chronicle requested() {
    return chronicle.record(
        new IncidentEvent.Opened(
            Story.INCIDENT, Story.BURN, "SLOBurnRate on frontend (rig)", Chronicle.at(1)),
        proposed(),
        RemediationEvent.PolicyEvaluated.of(Story.REMEDIATION, Story.NEEDS_APPROVAL, null),
        requestedEvent());
  }

  private static RemediationEvent proposed() {
    return new RemediationEvent.Proposed(
        Story.REMEDIATION, 1, PrincipalId.SYSTEM, Story.PLAN, Story.PLAN.digest());
  }

  private static RemediationEvent requestedEvent() {
    return new RemediationEvent.ApprovalRequested(
        Story.REMEDIATION, Story.PLAN.digest(), Story.APPROVAL, REMIND, ESCALATE, EXPIRE);
  }

  private Chronicle granted(PrincipalId by, String reason) {
    return chronicle.recordBy(
        by.value(),
        new RemediationEvent.ApprovalGranted(
            Story.REMEDIATION, by, Set.of(Role.APPROVER), Story.PLAN.digest(), reason));
  }

  private void executing() {
    requested();
    granted(Story.ALICE, "fine")
        .record(
            new RemediationEvent.Approved(
                Story.REMEDIATION, Story.PLAN.digest(), List.of(Story.ALICE)),
            new RemediationEvent.ExecutionStarted(
                Story.REMEDIATION,
                Story.PLAN.digest(),
                List.of(Story.CHECKOUT.toString()),
                Story.PLAN.targets(),
                List.of(Story.reading("0.4", false)),
                Story.NEEDS_APPROVAL.bundle(),
                Story.NEEDS_APPROVAL.rules()))
        .view(100);
  }

  private Chronicle step(int number, int attempt, boolean rollback) {
    return chronicle.record(
        new RemediationEvent.StepStarted(
            Story.REMEDIATION,
            number,
            attempt,
            attempt,
            rollback,
            "key-" + attempt,
            target(),
            null,
            List.of(Story.ALICE),
            Story.NEEDS_APPROVAL.bundle(),
            Story.NEEDS_APPROVAL.rules(),
            Chronicle.START));
  }

  private static RemediationEvent completed(int number, int attempt, boolean rollback) {
    return new RemediationEvent.StepCompleted(
        Story.REMEDIATION, number, attempt, rollback, target(), null, Chronicle.START);
  }

  private static RemediationEvent failed(int number, int attempt, boolean again) {
    return new RemediationEvent.StepFailed(
        Story.REMEDIATION, number, attempt, false, "UNREACHABLE", again, Chronicle.START);
  }

  private static TargetState target() {
    return new TargetState(Story.CHECKOUT, Map.of("version", "v1"));
  }

  private Remediations.Row row() {
    return remediations.find(Story.REMEDIATION.value()).orElseThrow();
  }

  private Remediations.Step step(int index) {
    return row().steps().get(index);
  }

  private List<Remediations.Row> list(Filter filter) {
    return remediations.list(filter, Page.Request.FIRST).items();
  }
}
