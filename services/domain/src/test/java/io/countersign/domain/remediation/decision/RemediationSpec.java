package io.countersign.domain.remediation.decision;

import io.countersign.domain.CommandContext;
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
      DeciderSpec.of(Remediation.initial(), Remediation::evolve, RemediationDecider::decide);

  private RemediationSpec() {}

  static RemediationEvent refused(
      RefusalCode code, Class<? extends RemediationCommand> command, CommandContext context) {
    PrincipalId by = context.actor().id();
    return new RemediationEvent.AttemptRefused(
        Remediations.ID, code, by, command.getSimpleName(), context.at());
  }
}
