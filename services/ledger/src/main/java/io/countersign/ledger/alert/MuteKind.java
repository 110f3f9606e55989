package io.countersign.ledger.alert;

import io.countersign.domain.alert.Mute;
import io.countersign.domain.alert.MuteCommand;
import io.countersign.domain.alert.MuteDecider;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.ledger.axon.AggregateKind;

/** Mutes as a kind of aggregate. */
public final class MuteKind {
  public static final AggregateKind<Mute, MuteCommand, MuteEvent> KIND =
      new AggregateKind<>(
          "mute",
          "1",
          MuteCommand.class,
          MuteEvent.class,
          Mute.class,
          Mute.initial(),
          MuteDecider::decide,
          Mute::evolve,
          event -> event.mute().value());

  private MuteKind() {}
}
