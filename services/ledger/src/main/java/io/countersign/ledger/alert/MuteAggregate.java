package io.countersign.ledger.alert;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.alert.Mute;
import io.countersign.domain.alert.MuteCommand;
import io.countersign.domain.alert.MuteDecider;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.ledger.axon.DecisionRecorder;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/** A shell: the domain decides, Axon keeps. */
@AggregateRoot(type = "mute")
final class MuteAggregate {
  @AggregateIdentifier String id = "";
  Mute state = Mute.initial();

  MuteAggregate() {}

  MuteAggregate(String id, Mute state) {
    this.id = id;
    this.state = state;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Decision<MuteEvent> handle(
      MuteCommand command, @MetaDataValue("context") CommandContext context) {
    var decision = MuteDecider.decide(state, command, context);
    DecisionRecorder.apply(decision.events(), context);
    return decision;
  }

  @EventSourcingHandler
  void on(MuteEvent event) {
    id = event.mute().value();
    state = Mute.evolve(state, event);
  }
}
