package io.countersign.ledger.remediation;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed.Outcome;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.remediation.Remediations.Decided;
import io.countersign.ledger.remediation.Remediations.State;
import io.countersign.ledger.remediation.Remediations.StepState;
import io.countersign.ledger.view.StatementBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes {@code view_remediation} with its decisions and steps. */
final class RemediationsProjection implements View {
  private static final String PROPOSED =
      """
      insert into view_remediation (remediation_id, position, incident_id, diagnosis, runbook,
        action_class, cause, plan_digest, proposer, steps, proposed_at, touched_at, state, reminded,
        escalated)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', false, false) on conflict do nothing\
      """;
  private static final String PLANNED =
      """
      insert into view_remediation_step (remediation_id, rollback, number, state, attempt)
      values (?, ?, ?, 'PLANNED', 0) on conflict do nothing\
      """;
  private static final String FIRST_WORD =
      """
      insert into view_remediation_decision (remediation_id, principal, position, at, decision,
        reason)
      values (?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;
  private static final String LAST_WORD =
      """
      update view_remediation_decision set position = ?, at = ?, decision = ?, reason = ?
      where remediation_id = ? and principal = ?\
      """;
  private static final String TOUCHED =
      "update view_remediation set touched_at = ? where remediation_id = ?";

  /**
   * From any state and after any number of steps, unless the last two values say which; without a
   * state only why. A later word takes the place of an earlier one also within a batch.
   */
  private static final String STATE =
      """
      update view_remediation set state = coalesce(?, state), closed_at = coalesce(?, closed_at),
        withdrawal = coalesce(?, withdrawal), because = ?
      where remediation_id = ? and state = coalesce(?, state) and steps = coalesce(?, steps)\
      """;

  private static final String POLICY =
      "update view_remediation set policy_position = ? where remediation_id = ?";
  private static final String SHORTENED =
      "update view_remediation set shortened_position = ? where remediation_id = ?";
  private static final String REQUESTED =
      """
      update view_remediation
      set requested_at = ?, remind_at = ?, escalate_at = ?, expires_at = ?, risk = ?, quorum = ?
      where remediation_id = ?\
      """;
  private static final String EXTENDED =
      """
      update view_remediation
      set remind_at = ?, risk = ?, quorum = ?, policy_position = ?
      where remediation_id = ?\
      """;
  private static final String UNTIL =
      "update view_remediation set expires_at = ? where remediation_id = ?";
  private static final String SHORTFALL =
      "update view_remediation set shortfall = ? where remediation_id = ?";
  private static final String REMINDED =
      "update view_remediation set reminded = ? where remediation_id = ?";
  private static final String ESCALATED =
      """
      update view_remediation set escalated = ?, escalate_at = coalesce(?, escalate_at)
      where remediation_id = ?\
      """;
  private static final String EXECUTION =
      "update view_remediation set execution_position = ? where remediation_id = ?";
  private static final String VERIFICATION =
      "update view_remediation set verification_position = ? where remediation_id = ?";
  private static final String STOP =
      "update view_remediation set stop_requested_by = ? where remediation_id = ?";
  private static final String HELD =
      "update view_remediation set held = ? where remediation_id = ?";
  private static final String STEP_STARTED =
      """
      update view_remediation_step set attempt = ?, started_at = ?
      where remediation_id = ? and rollback = ? and number = ?\
      """;
  private static final String STEP_STATE =
      """
      update view_remediation_step set state = ?, code = ?, ended_at = ?
      where remediation_id = ? and rollback = ? and number = ?\
      """;

  @Override
  public String name() {
    return "remediations";
  }

  @Override
  public List<String> tables() {
    return List.of("view_remediation", "view_remediation_decision", "view_remediation_step");
  }

  @Override
  public void apply(List<RecordedEvent> batch, SqlConnection sql) {
    var writes =
        new StatementBatch(
            PROPOSED,
            PLANNED,
            FIRST_WORD,
            LAST_WORD,
            TOUCHED,
            STATE,
            POLICY,
            SHORTENED,
            REQUESTED,
            EXTENDED,
            UNTIL,
            SHORTFALL,
            REMINDED,
            ESCALATED,
            EXECUTION,
            VERIFICATION,
            STOP,
            HELD,
            STEP_STARTED,
            STEP_STATE);
    for (var recorded : batch) {
      if (recorded.event() instanceof RemediationEvent event) {
        writes.add(TOUCHED, recorded.at(), event.remediation());
        add(event, recorded, writes);
      }
    }
    writes.send(sql);
  }

  private static void add(RemediationEvent event, RecordedEvent recorded, StatementBatch writes) {
    var id = event.remediation();
    switch (event) {
      case RemediationEvent.Proposed e -> proposed(e, recorded, writes);
      case RemediationEvent.PolicyEvaluated _ -> writes.add(POLICY, recorded.position(), id);
      case RemediationEvent.ApprovalRequested e -> requested(e, recorded, writes);
      case RemediationEvent.ApprovalExtended e -> extended(e, recorded, writes);
      case RemediationEvent.QuorumImpossible e -> writes.add(SHORTFALL, e.shortfall().text(), id);
      case RemediationEvent.QuorumPossible _ -> writes.add(SHORTFALL, null, id);
      case RemediationEvent.ApprovalReminded _ -> writes.add(REMINDED, true, id);
      case RemediationEvent.ApprovalEscalated e -> writes.add(ESCALATED, true, e.nextAt(), id);
      case RemediationEvent.ApprovalGranted e ->
          decided(id, e.by(), Decided.APPROVED, e.reason(), recorded, writes);
      case RemediationEvent.ApprovalDenied e -> {
        decided(id, e.by(), Decided.DENIED, e.reason(), recorded, writes);
        closed(id, State.DENIED, null, e.reason(), recorded, writes);
      }
      case RemediationEvent.ApprovalRevoked e -> {
        decided(id, e.by(), Decided.REVOKED, e.reason(), recorded, writes);
        moved(id, State.AWAITING_APPROVAL, State.APPROVED, null, writes);
      }
      case RemediationEvent.QuorumShortened _ -> writes.add(SHORTENED, recorded.position(), id);
      case RemediationEvent.Approved _ -> moved(id, State.APPROVED, null, null, writes);
      case RemediationEvent.Expired _ -> closed(id, State.EXPIRED, null, null, recorded, writes);
      case RemediationEvent.Withdrawn e ->
          closed(id, State.WITHDRAWN, e.reason(), e.because(), recorded, writes);
      case RemediationEvent.ExecutionStarted _ -> {
        writes.add(EXECUTION, recorded.position(), id);
        moved(id, State.EXECUTING, null, null, writes);
      }
      case RemediationEvent.StepStarted e -> {
        writes.add(STEP_STARTED, e.attempt(), recorded.at(), id, e.rollback(), e.step());
        writes.add(STEP_STATE, StepState.STARTED, null, null, id, e.rollback(), e.step());
      }
      case RemediationEvent.StepCompleted e -> {
        var at = recorded.at();
        writes.add(STEP_STATE, StepState.COMPLETED, null, at, id, e.rollback(), e.step());
        moved(id, State.VERIFYING, State.EXECUTING, e.step(), writes);
      }
      case RemediationEvent.StepFailed e -> {
        var at = recorded.at();
        writes.add(STEP_STATE, StepState.FAILED, e.code(), at, id, e.rollback(), e.step());
      }
      case RemediationEvent.ExecutionCurtailed e -> curtailed(e, writes);
      case RemediationEvent.StopRequested e -> writes.add(STOP, e.by(), id);
      case RemediationEvent.VerificationPassed _, RemediationEvent.VerificationFailed _ ->
          writes.add(VERIFICATION, recorded.position(), id);
      case RemediationEvent.RollbackStarted _ -> moved(id, State.ROLLING_BACK, null, null, writes);
      case RemediationEvent.Completed e -> {
        closed(id, state(e.outcome()), null, e.detail().get("because"), recorded, writes);
        held(id, e.held(), writes);
      }
      case RemediationEvent.HeldUp e -> {
        because(id, e.reason(), writes);
        if (e.consentUntil() != null) {
          writes.add(UNTIL, e.consentUntil(), id);
        }
      }
      case RemediationEvent.DoubtSettled _ -> writes.add(HELD, null, id);
      case RemediationEvent.AnsweredLate e -> {
        because(id, e.reason(), writes);
        held(id, e.held(), writes);
      }
      case RemediationEvent.RolledBack _,
          RemediationEvent.ShorteningReviewed _,
          RemediationEvent.AttemptRefused _ -> {}
    }
  }

  private static void curtailed(RemediationEvent.ExecutionCurtailed e, StatementBatch writes) {
    var id = e.remediation();
    e.leftOut()
        .forEach(
            step -> writes.add(STEP_STATE, StepState.NOT_APPROVED, null, null, id, false, step));
    moved(id, State.VERIFYING, State.EXECUTING, null, writes);
  }

  private static void held(RemediationId id, List<EntityId> targets, StatementBatch writes) {
    if (!targets.isEmpty()) {
      writes.add(HELD, targets.stream().map(EntityId::toString).toArray(String[]::new), id);
    }
  }

  private static void proposed(
      RemediationEvent.Proposed e, RecordedEvent recorded, StatementBatch writes) {
    var plan = e.plan();
    writes.add(
        PROPOSED,
        e.remediation(),
        recorded.position(),
        plan.incident(),
        e.diagnosis(),
        plan.runbook(),
        plan.actionClass(),
        plan.cause(),
        e.planDigest(),
        e.proposer(),
        plan.steps().size(),
        recorded.at(),
        recorded.at());
    planned(e.remediation(), false, plan.steps(), writes);
    planned(e.remediation(), true, plan.rollback(), writes);
  }

  private static void planned(
      RemediationId id, boolean rollback, List<PlannedStep> steps, StatementBatch writes) {
    steps.forEach(step -> writes.add(PLANNED, id, rollback, step.number()));
  }

  private static void requested(
      RemediationEvent.ApprovalRequested e, RecordedEvent recorded, StatementBatch writes) {
    writes.add(
        REQUESTED,
        recorded.at(),
        e.remindAt(),
        e.escalateAt(),
        e.expiresAt(),
        e.approval().risk(),
        e.approval().quorum(),
        e.remediation());
    moved(e.remediation(), State.AWAITING_APPROVAL, null, null, writes);
  }

  private static void extended(
      RemediationEvent.ApprovalExtended e, RecordedEvent recorded, StatementBatch writes) {
    var asked = e.approval();
    writes.add(
        EXTENDED, e.remindAt(), asked.risk(), asked.quorum(), recorded.position(), e.remediation());
    writes.add(REMINDED, false, e.remediation());
    writes.add(ESCALATED, false, e.escalateAt(), e.remediation());
    moved(e.remediation(), State.AWAITING_APPROVAL, null, null, writes);
  }

  private static void decided(
      RemediationId id,
      PrincipalId by,
      Decided decision,
      String reason,
      RecordedEvent recorded,
      StatementBatch writes) {
    var position = recorded.position();
    var at = recorded.at();
    writes.add(FIRST_WORD, id, by, position, at, decision, reason);
    writes.add(LAST_WORD, position, at, decision, reason, id, by);
  }

  private static void moved(
      RemediationId id,
      State to,
      @Nullable State onlyFrom,
      @Nullable Integer onlyAfter,
      StatementBatch writes) {
    writes.add(STATE, to, null, null, null, id, onlyFrom, onlyAfter);
  }

  private static void because(RemediationId id, String reason, StatementBatch writes) {
    writes.add(STATE, null, null, null, reason, id, null, null);
  }

  private static void closed(
      RemediationId id,
      State to,
      RemediationEvent.Withdrawn.@Nullable Reason withdrawal,
      @Nullable String because,
      RecordedEvent recorded,
      StatementBatch writes) {
    writes.add(STATE, to, recorded.at(), withdrawal, because, id, null, null);
  }

  private static State state(Outcome outcome) {
    return switch (outcome) {
      case VERIFIED -> State.COMPLETED;
      case ROLLED_BACK -> State.ROLLED_BACK;
      case ABANDONED -> State.ABANDONED;
    };
  }
}
