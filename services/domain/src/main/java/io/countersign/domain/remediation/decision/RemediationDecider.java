package io.countersign.domain.remediation.decision;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Rule;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.NotProposed;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.Consent;
import io.countersign.domain.remediation.RemediationCommand.Execution;
import io.countersign.domain.remediation.RemediationCommand.Proposal;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.Settlement;
import io.countersign.domain.remediation.RemediationCommand.Verification;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.AttemptRefused;

/** Decides each command about one remediation; each phase has a file of its own. */
public final class RemediationDecider {
  private RemediationDecider() {}

  /**
   * @return a refusal records {@code attempt-refused}, once a minute for the same principal and
   *     code; but not where there is no remediation, nor for a timer that came early
   */
  public static Decision<RemediationEvent> decide(
      Remediation state, RemediationCommand command, CommandContext context) {
    return switch (state) {
      case NotProposed _ when command instanceof ProposeRemediation first ->
          ProposalDecider.propose(first, context);
      case NotProposed _ -> Rule.refused(RefusalCode.UNKNOWN_REMEDIATION);
      case Known known -> recorded(known, command, context, byPhase(known, command, context));
    };
  }

  private static Decision<RemediationEvent> byPhase(
      Known state, RemediationCommand command, CommandContext context) {
    return switch (command) {
      case Proposal proposal -> ProposalDecider.decide(state, proposal, context);
      case Consent consent -> ApprovalDecider.decide(state, consent, context);
      case Execution execution -> ExecutionDecider.decide(state, execution, context);
      case Verification verification -> VerificationDecider.decide(state, verification, context);
      case Settlement settlement -> DoubtDecider.decide(state, settlement, context);
    };
  }

  private static Decision<RemediationEvent> recorded(
      Known state,
      RemediationCommand command,
      CommandContext context,
      Decision<RemediationEvent> decision) {
    return decision.answer() instanceof Answer.Refused(var code, _) && code == RefusalCode.NOT_YET
        ? decision
        : Refusals.recorded(
            decision,
            state.dossier().refusals(),
            Attempt.of(command, context),
            (code, it) ->
                new AttemptRefused(command.remediation(), code, it.by(), it.command(), it.at()));
  }
}
