package io.countersign.ledger.emergency;

import io.countersign.domain.emergency.BreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand;
import io.countersign.domain.emergency.BreakGlassDecider;
import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.ledger.axon.AggregateKind;

/** Openings of break-glass as a kind of aggregate. */
public final class BreakGlassKind {
  public static final AggregateKind<BreakGlass, BreakGlassCommand, BreakGlassEvent> KIND =
      new AggregateKind<>(
          "break-glass",
          "1",
          BreakGlassCommand.class,
          BreakGlassEvent.class,
          BreakGlass.class,
          BreakGlass.initial(),
          BreakGlassDecider::decide,
          BreakGlass::evolve,
          event -> event.breakGlass().value());

  private BreakGlassKind() {}
}
