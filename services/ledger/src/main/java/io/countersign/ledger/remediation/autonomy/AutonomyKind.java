package io.countersign.ledger.remediation.autonomy;

import io.countersign.domain.remediation.autonomy.Autonomy;
import io.countersign.domain.remediation.autonomy.AutonomyCommand;
import io.countersign.domain.remediation.autonomy.AutonomyDecider;
import io.countersign.domain.remediation.autonomy.AutonomyEvent;
import io.countersign.ledger.axon.AggregateKind;

/** Autonomy of runbooks as a kind of aggregate. */
public final class AutonomyKind {
  public static final AggregateKind<Autonomy, AutonomyCommand, AutonomyEvent> KIND =
      new AggregateKind<>(
          "autonomy",
          "2",
          AutonomyCommand.class,
          AutonomyEvent.class,
          Autonomy.class,
          Autonomy.initial(),
          AutonomyDecider::decide,
          Autonomy::evolve,
          event -> event.autonomy().value());

  private AutonomyKind() {}
}
