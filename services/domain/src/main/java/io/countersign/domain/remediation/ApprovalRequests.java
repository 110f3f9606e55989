package io.countersign.domain.remediation;

import static io.countersign.domain.RefusalCode.NOT_PENDING;
import static io.countersign.domain.RefusalCode.NOT_YET;
import static io.countersign.domain.access.Authority.system;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Rule;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Ending;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Proposed;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationEvent.ApprovalEscalated;
import io.countersign.domain.remediation.RemediationEvent.ApprovalReminded;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRequested;
import io.countersign.domain.remediation.RemediationEvent.Expired;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * People are asked; they are reminded, others are asked too, and it expires: each by a recorded
 * deadline.
 */
final class ApprovalRequests {
  private ApprovalRequests() {}

  static Decision<RemediationEvent> request(Known state, CommandContext context) {
    return Rule.inOrder(
        List.of(system(context)),
        () -> {
          if (state.consent() != null) {
            return Decision.unchanged();
          }
          if (!(state instanceof Proposed proposed)) {
            return Rule.refused(NOT_PENDING);
          }
          return proposed.dossier().policy() instanceof NeedsApproval needed
              ? Rule.inOrder(
                  List.of(ExecutionGate.incidentOpen(proposed.dossier(), context.facts())),
                  () ->
                      Decision.done(requested(proposed.dossier(), needed.approval(), context.at())))
              : Rule.refused(NOT_YET, "Policy has not been evaluated yet.");
        });
  }

  private static ApprovalRequested requested(
      ProposalRecord dossier, PolicyDecision.Approval terms, Instant at) {
    return new ApprovalRequested(
        dossier.remediation(),
        dossier.planDigest(),
        terms,
        at.plusSeconds(terms.remindSeconds()),
        at.plusSeconds(terms.escalateSeconds()),
        at.plusSeconds(terms.expireSeconds()));
  }

  static Decision<RemediationEvent> remind(
      Known state, RemindApprovers command, CommandContext context) {
    return timed(
        state,
        context,
        ApprovalState::reminded,
        consent -> due(consent.remindAt(), context, new ApprovalReminded(command.remediation())));
  }

  static Decision<RemediationEvent> escalate(
      Known state, EscalateApproval command, CommandContext context) {
    return timed(
        state,
        context,
        ApprovalState::escalated,
        consent ->
            due(
                consent.escalateAt(),
                context,
                new ApprovalEscalated(command.remediation(), consent.terms().widened())));
  }

  /**
   * What was approved expires too, until execution begins: consent is for now, not for some day.
   */
  static Decision<RemediationEvent> expire(
      Known state, ExpireApproval command, CommandContext context) {
    if (state instanceof Closed closed && closed.ending() == Ending.EXPIRED) {
      return Rule.inOrder(List.of(system(context)), Decision::unchanged);
    }
    var consent = state.effects() == null && !(state instanceof Closed) ? state.consent() : null;
    return Rule.inOrder(
        List.of(system(context)),
        () ->
            consent == null
                ? Rule.refused(NOT_PENDING)
                : due(consent.expiresAt(), context, new Expired(command.remediation())));
  }

  private static Decision<RemediationEvent> timed(
      Known state,
      CommandContext context,
      Predicate<ApprovalState> already,
      Function<ApprovalState, Decision<RemediationEvent>> then) {
    var consent = state.consent();
    return Rule.inOrder(
        List.of(system(context)),
        () -> {
          if (consent != null && already.test(consent)) {
            return Decision.unchanged();
          }
          return state instanceof AwaitingApproval awaiting
              ? then.apply(awaiting.consent())
              : Rule.refused(NOT_PENDING);
        });
  }

  /** Timers measure waiting and may come early; the recorded deadline decides. */
  private static Decision<RemediationEvent> due(
      Instant deadline, CommandContext context, RemediationEvent event) {
    return context.at().isBefore(deadline) ? Rule.refused(NOT_YET) : Decision.done(event);
  }
}
