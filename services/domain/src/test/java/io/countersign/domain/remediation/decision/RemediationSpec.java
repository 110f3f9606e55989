package io.countersign.domain.remediation.decision;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.Remediations;

/** The remediation decider as a specification. */
final class RemediationSpec {
  static final DeciderSpec<Remediation, RemediationEvent, RemediationCommand> REMEDIATION =
      DeciderSpec.of(Remediation.initial(), Remediation::evolve, RemediationSpec::decide);

  private RemediationSpec() {}

  /** Without the gate's checks: {@link GatePassTest} shows those. */
  private static Decision<RemediationEvent> decide(
      Remediation state, RemediationCommand command, CommandContext context) {
    var decided = RemediationDecider.decide(state, command, context);
    return new Decision<>(
        decided.events().stream().map(RemediationSpec::unchecked).toList(), decided.answer());
  }

  static RemediationEvent unchecked(RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.ExecutionStarted e ->
          new RemediationEvent.ExecutionStarted(
              e.remediation(),
              e.planDigest(),
              e.leases(),
              e.observed(),
              e.before(),
              e.policyBundle(),
              e.policyRules());
      case RemediationEvent.StepStarted e ->
          new RemediationEvent.StepStarted(
              e.remediation(),
              e.step(),
              e.attempt(),
              e.epoch(),
              e.rollback(),
              e.key(),
              e.observed(),
              e.instance(),
              e.approvers(),
              e.policyBundle(),
              e.policyRules(),
              e.at());
      case RemediationEvent.AttemptRefused e ->
          new RemediationEvent.AttemptRefused(
              e.remediation(), e.code(), e.by(), e.command(), e.at());
      default -> event;
    };
  }

  static RemediationEvent refused(
      RefusalCode code, Class<? extends RemediationCommand> command, CommandContext context) {
    PrincipalId by = context.actor().id();
    return new RemediationEvent.AttemptRefused(
        Remediations.ID, code, by, command.getSimpleName(), context.at());
  }
}
