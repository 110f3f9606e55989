package io.countersign.ledger.access;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.access.Access;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.access.AccessDecider;
import io.countersign.domain.access.AccessEvent;
import io.countersign.ledger.axon.DecisionRecorder;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/** A shell: the domain decides, Axon keeps. */
@AggregateRoot(type = "access")
final class AccessAggregate {
  @AggregateIdentifier String id = "";
  Access state = Access.initial();

  AccessAggregate() {}

  AccessAggregate(String id, Access state) {
    this.id = id;
    this.state = state;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Decision<AccessEvent> handle(
      AccessCommand command, @MetaDataValue("context") CommandContext context) {
    var decision = AccessDecider.decide(state, command, context);
    DecisionRecorder.apply(decision.events(), context);
    return decision;
  }

  @EventSourcingHandler
  void on(AccessEvent event) {
    id = event.principal().value();
    state = Access.evolve(state, event);
  }
}
