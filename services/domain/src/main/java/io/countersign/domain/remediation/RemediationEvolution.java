package io.countersign.domain.remediation;

import io.countersign.domain.RecentRefusals;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.remediation.ExecutionState.Verdict;
import io.countersign.domain.remediation.Remediation.Approved;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Ending;
import io.countersign.domain.remediation.Remediation.Executing;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.NotProposed;
import io.countersign.domain.remediation.Remediation.Proposed;
import io.countersign.domain.remediation.Remediation.RollingBack;
import io.countersign.domain.remediation.Remediation.Verifying;
import io.countersign.domain.remediation.StepAttempt.Progress;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Folds events into the state: no rule, no refusal, only what each event means. */
final class RemediationEvolution {
  private RemediationEvolution() {}

  static Remediation evolve(Remediation state, RemediationEvent event) {
    return switch (state) {
      case NotProposed _ when event instanceof RemediationEvent.Proposed e ->
          new Proposed(dossier(e));
      case NotProposed _ -> throw misplaced(state, event);
      case Known known -> evolve(known, event);
    };
  }

  private static Remediation evolve(Known state, RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.Proposed _ -> throw misplaced(state, event);
      case RemediationEvent.PolicyEvaluated e -> new Proposed(state.dossier().with(e.decision()));
      case RemediationEvent.ApprovalRequested e ->
          new AwaitingApproval(state.dossier(), ApprovalState.of(e));
      case RemediationEvent.ApprovalExtended e ->
          new AwaitingApproval(state.dossier(), asked(state.consent()).with(e));
      case RemediationEvent.QuorumImpossible e ->
          consenting(state, consent -> consent.with(e.shortfall()));
      case RemediationEvent.QuorumPossible _ ->
          consenting(state, consent -> consent.with((ApproverShortfall) null));
      case RemediationEvent.ApprovalReminded _ -> consenting(state, ApprovalState::withReminded);
      case RemediationEvent.ApprovalEscalated _ -> consenting(state, ApprovalState::withEscalated);
      case RemediationEvent.ApprovalGranted e -> granted(state, e);
      case RemediationEvent.ApprovalDenied e ->
          closed(
              consenting(state, consent -> consent.denied(e.by(), e.planDigest())), Ending.DENIED);
      case RemediationEvent.ApprovalRevoked e -> revoked(state, e);
      case RemediationEvent.ShorteningReviewed e ->
          consenting(state, consent -> consent.reviewed(e.by()));
      case RemediationEvent.QuorumShortened e ->
          consenting(state, consent -> consent.shortened(e.by(), e.quorum()));
      case RemediationEvent.Approved _ -> new Approved(state.dossier(), state.consent());
      case RemediationEvent.Expired _ -> closed(state, Ending.EXPIRED);
      case RemediationEvent.Withdrawn e ->
          new Closed(
              state.dossier(),
              state.consent(),
              state.effects(),
              Ending.WITHDRAWN,
              e.reason(),
              List.of(),
              null);
      case RemediationEvent.ExecutionStarted _ ->
          new Executing(state.dossier(), state.consent(), ExecutionState.NONE);
      case RemediationEvent.StepStarted e -> acting(state, effects -> effects.started(e));
      case RemediationEvent.StepCompleted e -> completed(state, e);
      case RemediationEvent.StepFailed e ->
          acting(
              state,
              effects ->
                  effects.ended(
                      e.rollback(),
                      e.step(),
                      e.again() ? Progress.FAILED_AGAIN : Progress.FAILED,
                      e.at(),
                      e.code()));
      case RemediationEvent.HeldUp e -> heldUp(state, e);
      case RemediationEvent.StopRequested _ -> acting(state, ExecutionState::withStop);
      case RemediationEvent.ExecutionCurtailed _ ->
          new Verifying(state.dossier(), state.consent(), effects(state).moved());
      case RemediationEvent.VerificationPassed e ->
          acting(state, effects -> effects.with(Verdict.PASSED, e.after()));
      case RemediationEvent.VerificationFailed e ->
          acting(state, effects -> effects.with(Verdict.FAILED, e.after()));
      case RemediationEvent.RollbackStarted _ ->
          new RollingBack(state.dossier(), state.consent(), effects(state).moved(), false);
      case RemediationEvent.RolledBack _ ->
          new RollingBack(state.dossier(), state.consent(), effects(state).moved(), true);
      case RemediationEvent.Completed e -> closed(state, ending(e.outcome()), e.held(), null);
      case RemediationEvent.DoubtSettled e -> held(state, List.of(), e);
      case RemediationEvent.AnsweredLate e -> answered(state, e);
      case RemediationEvent.AttemptRefused e -> with(state, state.dossier().with(e));
    };
  }

  private static ProposalRecord dossier(RemediationEvent.Proposed e) {
    return new ProposalRecord(
        e.remediation(),
        e.diagnosis(),
        e.proposer(),
        e.plan(),
        e.planDigest(),
        null,
        RecentRefusals.NONE,
        Set.of(),
        null);
  }

  /** Before execution it waits again; afterwards consent stays as it was but for the entry. */
  private static Known revoked(Known state, RemediationEvent.ApprovalRevoked e) {
    var changed = consenting(state, consent -> consent.revoked(e.by(), e.planDigest()));
    return changed instanceof Approved approved && approved.consent() != null
        ? new AwaitingApproval(approved.dossier(), approved.consent())
        : changed;
  }

  /** What waited for more to agree to a step looks again. */
  private static Known granted(Known state, RemediationEvent.ApprovalGranted e) {
    var looking = with(state, state.dossier().without(RefusalCode.STEP_NOT_APPROVED));
    return consenting(looking, consent -> consent.approved(e.by(), e.planDigest(), e.conditions()));
  }

  private static Known completed(Known state, RemediationEvent.StepCompleted e) {
    var changed =
        acting(
            state,
            effects -> effects.ended(e.rollback(), e.step(), Progress.COMPLETED, e.at(), ""));
    return changed instanceof Executing executing && executing.next().isEmpty()
        ? new Verifying(executing.dossier(), executing.consent(), executing.effects())
        : changed;
  }

  private static Known heldUp(Known state, RemediationEvent.HeldUp e) {
    var noted = with(state, state.dossier().with(e));
    var until = e.consentUntil();
    return until == null ? noted : consenting(noted, consent -> consent.until(until));
  }

  private static Known consenting(Known state, UnaryOperator<ApprovalState> change) {
    var consent = change.apply(asked(state.consent()));
    return copy(state, state.dossier(), consent, state.effects());
  }

  private static Known acting(Known state, UnaryOperator<ExecutionState> change) {
    return copy(state, state.dossier(), state.consent(), change.apply(effects(state)));
  }

  private static Known with(Known state, ProposalRecord dossier) {
    return copy(state, dossier, state.consent(), state.effects());
  }

  private static Known copy(
      Known state,
      ProposalRecord dossier,
      @Nullable ApprovalState consent,
      @Nullable ExecutionState effects) {
    return switch (state) {
      case Proposed _ -> new Proposed(dossier);
      case AwaitingApproval _ -> new AwaitingApproval(dossier, asked(consent));
      case Approved _ -> new Approved(dossier, consent);
      case Executing _ -> new Executing(dossier, consent, begun(effects));
      case Verifying _ -> new Verifying(dossier, consent, begun(effects));
      case RollingBack back -> new RollingBack(dossier, consent, begun(effects), back.restored());
      case Closed closed ->
          new Closed(
              dossier,
              consent,
              effects,
              closed.ending(),
              closed.withdrawn(),
              closed.held(),
              closed.settled());
    };
  }

  private static Closed closed(Known state, Ending ending) {
    return closed(state, ending, List.of(), null);
  }

  private static Closed closed(
      Known state,
      Ending ending,
      List<EntityId> held,
      RemediationEvent.@Nullable DoubtSettled settled) {
    return new Closed(
        state.dossier(), state.consent(), state.effects(), ending, null, held, settled);
  }

  private static Known answered(Known state, RemediationEvent.AnsweredLate e) {
    var told = acting(state, effects -> effects.answered(e.rollback(), e.step(), e.effect()));
    return told instanceof Closed closed && !e.held().isEmpty()
        ? held(closed, e.held(), closed.settled())
        : told;
  }

  /** After the end. */
  private static Known held(
      Known state, List<EntityId> targets, RemediationEvent.@Nullable DoubtSettled settled) {
    return state instanceof Closed closed
        ? new Closed(
            closed.dossier(),
            closed.consent(),
            closed.effects(),
            closed.ending(),
            closed.withdrawn(),
            targets,
            settled)
        : state;
  }

  private static Ending ending(RemediationEvent.Completed.Outcome outcome) {
    return switch (outcome) {
      case VERIFIED -> Ending.VERIFIED;
      case ROLLED_BACK -> Ending.ROLLED_BACK;
      case ABANDONED -> Ending.ABANDONED;
    };
  }

  private static ExecutionState effects(Known state) {
    return begun(state.effects());
  }

  private static ExecutionState begun(@Nullable ExecutionState effects) {
    if (effects == null) {
      throw new IllegalStateException("execution hasn't begun");
    }
    return effects;
  }

  private static ApprovalState asked(@Nullable ApprovalState consent) {
    if (consent == null) {
      throw new IllegalStateException("nobody was asked");
    }
    return consent;
  }

  private static IllegalStateException misplaced(Remediation state, RemediationEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName() + " in phase " + state.phase());
  }
}
