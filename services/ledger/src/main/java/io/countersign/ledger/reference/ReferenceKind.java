package io.countersign.ledger.reference;

import io.countersign.domain.reference.ReferenceCommand;
import io.countersign.domain.reference.ReferenceDecider;
import io.countersign.domain.reference.ReferenceEvent;
import io.countersign.domain.reference.References;
import io.countersign.ledger.axon.AggregateKind;

/** The references of one holder as a kind of aggregate. */
final class ReferenceKind {
  static final AggregateKind<References, ReferenceCommand, ReferenceEvent> KIND =
      new AggregateKind<>(
          "reference",
          "1",
          ReferenceCommand.class,
          ReferenceEvent.class,
          References.class,
          References.NONE,
          ReferenceDecider::decide,
          References::evolve,
          event -> event.holder().aggregate());

  private ReferenceKind() {}
}
