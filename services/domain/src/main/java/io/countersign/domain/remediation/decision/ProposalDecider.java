package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.ALREADY_PROPOSED;
import static io.countersign.domain.RefusalCode.BAD_REQUEST;
import static io.countersign.domain.RefusalCode.EXECUTION_BEGUN;
import static io.countersign.domain.RefusalCode.NOT_PENDING;
import static io.countersign.domain.Rule.that;
import static io.countersign.domain.access.Authority.system;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Rule;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Ending;
import io.countersign.domain.remediation.Remediation.Executing;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Proposed;
import io.countersign.domain.remediation.RemediationCommand.Proposal;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Approved;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import java.util.List;
import java.util.stream.Stream;

/** Phase one: a plan is proposed, policy speaks once, and until execution it can be withdrawn. */
final class ProposalDecider {
  private ProposalDecider() {}

  static Decision<RemediationEvent> decide(Known state, Proposal command, CommandContext context) {
    return switch (command) {
      case ProposeRemediation again -> proposeAgain(state, again);
      case RecordPolicy policy -> recordPolicy(state, policy, context);
      case WithdrawRemediation withdraw -> withdraw(state, withdraw, context);
    };
  }

  static Decision<RemediationEvent> propose(ProposeRemediation command, CommandContext context) {
    var rules =
        Rule.join(
            ApproverEligibility.mayPropose(command.plan(), context),
            ExecutionGate.incidentOpen(command.plan(), context.facts()),
            that(wellFormed(command.plan()), BAD_REQUEST, "The plan contradicts itself."),
            that(command.plan().isRecordable(), BAD_REQUEST, "The plan is larger than 28 KiB."));
    return Rule.inOrder(
        rules,
        () ->
            Decision.done(
                new RemediationEvent.Proposed(
                    command.remediation(),
                    command.diagnosis(),
                    context.actor().id(),
                    command.plan(),
                    command.plan().digest(),
                    command.considered())));
  }

  private static Decision<RemediationEvent> proposeAgain(Known state, ProposeRemediation again) {
    return again.plan().digest().equals(state.dossier().planDigest())
        ? Decision.unchanged()
        : Rule.refused(ALREADY_PROPOSED);
  }

  private static Decision<RemediationEvent> recordPolicy(
      Known state, RecordPolicy command, CommandContext context) {
    return Rule.inOrder(
        List.of(system(context)),
        () -> {
          if (state.dossier().policy() != null) {
            return Decision.unchanged();
          }
          return state instanceof Proposed
              ? Rule.inOrder(
                  List.of(
                      ExecutionGate.incidentOpen(state.dossier().plan(), context.facts()),
                      ExecutionGate.byLawInForce(command.decision(), context.facts())),
                  () -> evaluated(state, command, context))
              : Rule.refused(NOT_PENDING);
        });
  }

  private static Decision<RemediationEvent> evaluated(
      Known state, RecordPolicy command, CommandContext context) {
    var id = command.remediation();
    var evaluated = PolicyEvaluated.of(id, command.decision(), command.grounds());
    return switch (command.decision()) {
      case Allowed _ ->
          Decision.done(
              Stream.concat(
                      Stream.of(
                          evaluated, new Approved(id, state.dossier().planDigest(), List.of())),
                      WindowGate.waiting(state, context).stream())
                  .toList());
      case NeedsApproval _ -> Decision.done(evaluated);
      case Forbidden forbidden ->
          Decision.done(
              evaluated, new Withdrawn(id, Withdrawn.Reason.POLICY_FORBIDS, forbidden.because()));
    };
  }

  private static Decision<RemediationEvent> withdraw(
      Known state, WithdrawRemediation command, CommandContext context) {
    return Rule.inOrder(
        ApproverEligibility.mayIntervene(state.dossier().plan(), context),
        () -> {
          if (state instanceof Closed closed && closed.ending() == Ending.WITHDRAWN) {
            return Decision.unchanged();
          }
          return Rule.inOrder(
              List.of(
                  that(state.effects() == null || overtaken(state, command), EXECUTION_BEGUN),
                  that(!(state instanceof Closed), NOT_PENDING)),
              () ->
                  Decision.done(
                      new Withdrawn(command.remediation(), command.reason(), command.because())));
        });
  }

  /**
   * What was found changed, or needed no more, before anything took effect ends as if it had never
   * begun.
   */
  private static boolean overtaken(Known state, WithdrawRemediation command) {
    return (command.reason() == Withdrawn.Reason.CONTENT_CHANGED
            || command.reason() == Withdrawn.Reason.NO_LONGER_NEEDED)
        && state instanceof Executing executing
        && executing.effects().untouched();
  }

  /** Steps count from 1 and touch declared targets only: drift and leases are judged by those. */
  private static boolean wellFormed(Plan plan) {
    var targets = plan.targets().stream().map(TargetState::target).toList();
    return List.of(plan.steps(), plan.rollback()).stream()
        .allMatch(
            steps ->
                steps.stream()
                    .allMatch(
                        step ->
                            step.number() == steps.indexOf(step) + 1
                                && targets.contains(step.target())));
  }
}
