package io.countersign.ledger.remediation;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.decision.RemediationDecider;
import io.countersign.ledger.axon.AggregateKind;

/** Remediations as a kind of aggregate. */
public final class RemediationKind {
  public static final AggregateKind<Remediation, RemediationCommand, RemediationEvent> KIND =
      new AggregateKind<>(
          "remediation",
          "15",
          RemediationCommand.class,
          RemediationEvent.class,
          Remediation.class,
          Remediation.initial(),
          RemediationDecider::decide,
          Remediation::evolve,
          event -> event.remediation().value());

  private RemediationKind() {}
}
