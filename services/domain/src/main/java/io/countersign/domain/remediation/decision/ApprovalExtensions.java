package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.APPROVAL_EXPIRED;
import static io.countersign.domain.RefusalCode.NOT_PENDING;
import static io.countersign.domain.RefusalCode.STOP_REQUESTED;
import static io.countersign.domain.Rule.that;
import static io.countersign.domain.access.Authority.system;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Rule;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.remediation.Remediation.Approved;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.Remediation.Executing;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationCommand.ExtendApproval;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalExtended;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The extension of a request: what was agreed to doesn't suffice any more, by stricter policy or
 * since an approver lost the right: people are asked for what is missing, and the approvals given
 * count on. The request's end stays: to be asked for more is no reason for a consent to last
 * longer.
 */
final class ApprovalExtensions {
  private ApprovalExtensions() {}

  static Decision<RemediationEvent> extend(
      Known state, ExtendApproval command, CommandContext context) {
    return Rule.inOrder(
        List.of(system(context)),
        () ->
            switch (state) {
              case AwaitingApproval _ -> Decision.unchanged();
              case Approved it -> asked(it, command, context);
              case Executing it when it.effects().stopRequested() -> Rule.refused(STOP_REQUESTED);
              case Executing it when it.epoch() == 0 -> asked(it, command, context);
              case Known _ -> Rule.refused(NOT_PENDING);
            });
  }

  private static Decision<RemediationEvent> asked(
      Known state, ExtendApproval command, CommandContext context) {
    return Rule.inOrder(
        List.of(ExecutionGate.byLawInForce(command.policy(), context.facts())),
        () -> askedByLawInForce(state, command, context));
  }

  private static Decision<RemediationEvent> askedByLawInForce(
      Known state, ExtendApproval command, CommandContext context) {
    var consent = state.consent();
    return missing(state, command.policy(), context)
        .map(
            terms ->
                Rule.inOrder(
                    List.of(
                        ExecutionGate.incidentOpen(state.dossier().plan(), context.facts()),
                        that(
                            !state.dossier().plan().expired(context.at())
                                && (consent == null || !consent.expired(context.at())),
                            APPROVAL_EXPIRED)),
                    () ->
                        ApprovalDecider.asked(
                            state, event(state, terms, command.policy(), context), context)))
        .orElseGet(Decision::unchanged);
  }

  /** The first of what policy asks for now and what was asked for that isn't agreed to. */
  private static Optional<PolicyDecision.Approval> missing(
      Known state, PolicyDecision now, CommandContext context) {
    var consent = state.consent();
    var wanted =
        now instanceof NeedsApproval needed
            ? Stream.of(needed.approval())
            : Stream.<PolicyDecision.Approval>empty();
    return consent == null
        ? wanted.findFirst()
        : Stream.concat(wanted, consent.demands().stream())
            .filter(terms -> !ApproverEligibility.met(terms, state.dossier(), consent, context))
            .findFirst();
  }

  private static RemediationEvent event(
      Known state, PolicyDecision.Approval terms, PolicyDecision now, CommandContext context) {
    Instant at = context.at();
    return state.consent() == null
        ? ApprovalDecider.requested(state.dossier(), terms, at)
        : new ApprovalExtended(
            state.dossier().remediation(),
            state.dossier().planDigest(),
            terms,
            ExecutionGate.stillAuthorised(state, context),
            at.plusSeconds(terms.remindSeconds()),
            at.plusSeconds(terms.escalateSeconds()),
            now.bundle(),
            now.rules());
  }
}
