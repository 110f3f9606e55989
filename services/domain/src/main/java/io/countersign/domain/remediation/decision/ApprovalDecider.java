package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.NOT_PENDING;
import static io.countersign.domain.RefusalCode.NOT_YET;
import static io.countersign.domain.access.Authority.system;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Rule;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Ending;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Proposed;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.ExtendApproval;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.ReviewShortening;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationCommand.ShortenQuorum;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalEscalated;
import io.countersign.domain.remediation.RemediationEvent.ApprovalReminded;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRequested;
import io.countersign.domain.remediation.RemediationEvent.Expired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Phase two: people are asked and decide; they are reminded, others are asked too, and it expires:
 * each by a recorded deadline.
 */
final class ApprovalDecider {
  /** Nobody's consent lasts longer after the request, whatever policy or a calendar says. */
  static final Duration LONGEST = Duration.ofDays(1);

  private ApprovalDecider() {}

  static Decision<RemediationEvent> decide(
      Known state, RemediationCommand.Consent command, CommandContext context) {
    return switch (command) {
      case RequestApproval _ -> request(state, context);
      case ExtendApproval extend -> ApprovalExtensions.extend(state, extend, context);
      case RemindApprovers remind -> remind(state, remind, context);
      case EscalateApproval escalate -> escalate(state, escalate, context);
      case ExpireApproval expire -> expire(state, expire, context);
      case Approve approve -> ApproverDecisions.approve(state, approve, context);
      case Deny deny -> ApproverDecisions.deny(state, deny, context);
      case Revoke revoke -> ApproverDecisions.revoke(state, revoke, context);
      case ShortenQuorum shorten -> QuorumShortening.shorten(state, shorten, context);
      case ReviewShortening review -> QuorumShortening.review(state, review, context);
    };
  }

  private static Decision<RemediationEvent> request(Known state, CommandContext context) {
    return Rule.inOrder(
        List.of(system(context)),
        () -> {
          if (state.consent() != null) {
            return reviewed(state, context);
          }
          if (!(state instanceof Proposed proposed)) {
            return Rule.refused(NOT_PENDING);
          }
          return proposed.dossier().policy() instanceof NeedsApproval needed
              ? Rule.inOrder(
                  List.of(ExecutionGate.incidentOpen(proposed.dossier().plan(), context.facts())),
                  () ->
                      asked(
                          state,
                          requested(proposed.dossier(), needed.approval(), context.at()),
                          context))
              : Rule.refused(NOT_YET, "Policy has not been evaluated yet.");
        });
  }

  /** Asked again, it's looked whether enough people could approve by now. */
  private static Decision<RemediationEvent> reviewed(Known state, CommandContext context) {
    var found =
        state instanceof AwaitingApproval(var dossier, var consent)
            ? QuorumFeasibility.reviewed(dossier, consent, context)
            : List.<RemediationEvent>of();
    return found.isEmpty() ? Decision.unchanged() : Decision.done(found);
  }

  /** With what turns out of who could approve once it's asked for. */
  static Decision<RemediationEvent> asked(
      Known state, RemediationEvent event, CommandContext context) {
    var events = new ArrayList<RemediationEvent>();
    events.add(event);
    if (Remediation.evolve(state, event) instanceof AwaitingApproval(var dossier, var consent)) {
      events.addAll(QuorumFeasibility.reviewed(dossier, consent, context));
    }
    return Decision.done(events);
  }

  /** Nobody can agree to what can't start any more. */
  static ApprovalRequested requested(
      ProposalRecord dossier, PolicyDecision.Approval terms, Instant at) {
    var end = dossier.plan().expires();
    var expiry = earlier(at.plusSeconds(terms.expireSeconds()), at.plus(LONGEST));
    return new ApprovalRequested(
        dossier.remediation(),
        dossier.planDigest(),
        terms,
        at.plusSeconds(terms.remindSeconds()),
        at.plusSeconds(terms.escalateSeconds()),
        end == null ? expiry : earlier(end, expiry));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Decision<RemediationEvent> remind(
      Known state, RemindApprovers command, CommandContext context) {
    return timed(
        state,
        context,
        consent -> consent.deadlines().reminded(),
        consent ->
            due(
                state,
                consent.deadlines().remindAt(),
                context,
                new ApprovalReminded(command.remediation())));
  }

  private static Decision<RemediationEvent> escalate(
      Known state, EscalateApproval command, CommandContext context) {
    return timed(
        state,
        context,
        consent -> consent.deadlines().escalated(),
        consent ->
            due(state, consent.deadlines().escalateAt(), context, escalated(command, consent)));
  }

  private static ApprovalEscalated escalated(EscalateApproval command, ApprovalState consent) {
    var step = consent.nextStep();
    return new ApprovalEscalated(
        command.remediation(),
        step.roles(),
        step.groups(),
        consent.deadlines().thenAt().orElse(null));
  }

  /**
   * What was approved expires too, until execution begins: consent is for now, not for some day.
   */
  private static Decision<RemediationEvent> expire(
      Known state, ExpireApproval command, CommandContext context) {
    if (state instanceof Closed closed && closed.ending() == Ending.EXPIRED) {
      return Rule.inOrder(List.of(system(context)), Decision::unchanged);
    }
    return Rule.inOrder(
        List.of(system(context)),
        () ->
            expiry(state)
                .map(end -> due(state, end, context, new Expired(command.remediation())))
                .orElseGet(() -> Rule.refused(NOT_PENDING)));
  }

  /** Of the request where there's one, which ends with its plan at the latest; else of the plan. */
  private static Optional<Instant> expiry(Known state) {
    if (state.effects() != null || state instanceof Closed) {
      return Optional.empty();
    }
    var consent = state.consent();
    return Optional.ofNullable(
        consent == null ? state.dossier().plan().expires() : consent.deadlines().expiresAt());
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
              ? Rule.inOrder(
                  List.of(ExecutionGate.incidentOpen(awaiting.dossier().plan(), context.facts())),
                  () -> then.apply(awaiting.consent()))
              : Rule.refused(NOT_PENDING);
        });
  }

  /** Timers measure waiting and may come early; the recorded deadline decides. */
  private static Decision<RemediationEvent> due(
      Known state, Instant deadline, CommandContext context, RemediationEvent event) {
    return context.at().isBefore(deadline) ? Rule.refused(NOT_YET) : asked(state, event, context);
  }
}
