package io.countersign.domain.remediation;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.PlannedStep;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one remediation. Each phase carries what it needs and no more, so that what may not
 * be (an execution without approval, an end without an outcome) can't be written down.
 */
public sealed interface Remediation {
  /** The phase's name, as views and progress reports tell it. */
  enum Phase {
    NOT_PROPOSED,
    PROPOSED,
    AWAITING_APPROVAL,
    APPROVED,
    EXECUTING,
    VERIFYING,
    ROLLING_BACK,
    CLOSED
  }

  Phase phase();

  static Remediation initial() {
    return new NotProposed();
  }

  /**
   * The next state.
   *
   * @throws IllegalStateException for an event that no decision can lead to here: a broken record
   */
  static Remediation evolve(Remediation state, RemediationEvent event) {
    return RemediationEvolution.evolve(state, event);
  }

  record NotProposed() implements Remediation {
    @Override
    public Phase phase() {
      return Phase.NOT_PROPOSED;
    }
  }

  /** Every state that has a plan. */
  sealed interface Known extends Remediation {
    ProposalRecord dossier();

    /** Null when nobody was asked: not yet, or because policy lets it run by itself. */
    default @Nullable ApprovalState consent() {
      return null;
    }

    /** Null until execution begins. */
    default @Nullable ExecutionState effects() {
      return null;
    }

    /**
     * Whether the gate refused what comes next, as far as is known, and somebody was told of it.
     */
    default boolean heldUp() {
      return !dossier().heldUp().isEmpty()
          && switch (this) {
            case Approved _ -> true;
            case Running running ->
                running.inFlight().isEmpty()
                    && running.next().isPresent()
                    && (dossier().heldUp().contains(RefusalCode.CLOCK_SKEWED)
                        || dossier().heldUp().contains(RefusalCode.NOT_WITNESSED)
                        || running.waitsForStep()
                        || dossier().windowWait() != null);
            case Proposed _, AwaitingApproval _, Verifying _, Closed _ -> false;
          };
    }

    /** Whether something that was begun may still take effect. */
    default boolean inDoubt() {
      var effects = effects();
      return effects != null && effects.inDoubt();
    }

    /** How many steps were started; what {@code StartStep} has to name. */
    default int epoch() {
      var effects = effects();
      return effects == null ? 0 : effects.epoch();
    }

    /** Who approved and hasn't revoked, sorted. */
    default List<PrincipalId> approvers() {
      var consent = consent();
      return consent == null ? List.of() : consent.approvers();
    }
  }

  /** It has a plan; policy may have spoken ({@link ProposalRecord#policy}). */
  record Proposed(ProposalRecord dossier) implements Known {
    @Override
    public Phase phase() {
      return Phase.PROPOSED;
    }
  }

  record AwaitingApproval(ProposalRecord dossier, ApprovalState consent) implements Known {
    @Override
    public Phase phase() {
      return Phase.AWAITING_APPROVAL;
    }
  }

  record Approved(ProposalRecord dossier, @Nullable ApprovalState consent) implements Known {
    @Override
    public Phase phase() {
      return Phase.APPROVED;
    }
  }

  /** Steps are run, one at a time: those of the plan, or those of its rollback. */
  sealed interface Running extends Known {
    @Override
    ExecutionState effects();

    /** Whether these are the steps back. */
    boolean rollback();

    default List<PlannedStep> steps() {
      var plan = dossier().plan();
      return rollback() ? plan.rollback() : plan.steps();
    }

    /** The step that was started and isn't finished, or is to be started next; empty after all. */
    default Optional<PlannedStep> next() {
      return steps().stream().skip(effects().completed(rollback())).findFirst();
    }

    /** The attempt that a start of the next step would be. */
    default int nextAttempt() {
      return next()
          .flatMap(step -> effects().last(rollback(), step.number()))
          .map(attempt -> attempt.number() + 1)
          .orElse(1);
    }

    /** The idempotency key that a start of the next step has to name; empty after all. */
    default Optional<String> nextKey() {
      var own = dossier().remediation();
      return next()
          .map(
              step ->
                  effects()
                      .last(rollback(), step.number())
                      .map(last -> last.nextKey(own))
                      .orElseGet(() -> StepAttempt.key(own, rollback(), step.number(), 1)));
    }

    default Optional<StepAttempt> inFlight() {
      return effects().inFlight(rollback());
    }

    /** Whether what comes next waits for more people to agree to it. */
    default boolean waitsForStep() {
      return !rollback() && dossier().heldUp().contains(RefusalCode.STEP_NOT_APPROVED);
    }

    /** Whether a step failed for good: it can't go on this way. */
    default boolean failed() {
      return effects().failed(rollback());
    }
  }

  record Executing(ProposalRecord dossier, @Nullable ApprovalState consent, ExecutionState effects)
      implements Running {
    @Override
    public Phase phase() {
      return Phase.EXECUTING;
    }

    @Override
    public boolean rollback() {
      return false;
    }
  }

  /** All steps are completed; {@link ExecutionState#verdict} says what telemetry said. */
  record Verifying(ProposalRecord dossier, @Nullable ApprovalState consent, ExecutionState effects)
      implements Known {
    @Override
    public Phase phase() {
      return Phase.VERIFYING;
    }
  }

  /**
   * @param restored whether the targets were read as they were before everything
   */
  record RollingBack(
      ProposalRecord dossier,
      @Nullable ApprovalState consent,
      ExecutionState effects,
      boolean restored)
      implements Running {
    @Override
    public Phase phase() {
      return Phase.ROLLING_BACK;
    }

    @Override
    public boolean rollback() {
      return true;
    }
  }

  /**
   * Terminal.
   *
   * @param withdrawn why, if it ended {@link Ending#WITHDRAWN}
   * @param held the targets of what may still take effect, or did although it was settled that it
   *     didn't; no other remediation may act on them
   * @param settled what became of that, as far as is known
   */
  record Closed(
      ProposalRecord dossier,
      @Nullable ApprovalState consent,
      @Nullable ExecutionState effects,
      Ending ending,
      RemediationEvent.Withdrawn.@Nullable Reason withdrawn,
      List<EntityId> held,
      RemediationEvent.@Nullable DoubtSettled settled)
      implements Known {
    public Closed {
      held = List.copyOf(held);
    }

    /** Whether its executor has said otherwise than was settled, and nobody has looked since. */
    public boolean contradicted() {
      return settled != null && !held.isEmpty();
    }

    @Override
    public Phase phase() {
      return Phase.CLOSED;
    }
  }

  /** How it ended. */
  enum Ending {
    VERIFIED,
    ROLLED_BACK,
    ABANDONED,
    DENIED,
    EXPIRED,
    WITHDRAWN
  }
}
