package io.countersign.ledger.incident;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.incident.IncidentDecider;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.axon.DecisionRecorder;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/** A shell: the domain decides, Axon keeps. */
@AggregateRoot(type = "incident")
final class IncidentAggregate {
  @AggregateIdentifier String id = "";
  Incident state = Incident.initial();

  IncidentAggregate() {}

  IncidentAggregate(String id, Incident state) {
    this.id = id;
    this.state = state;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Decision<IncidentEvent> handle(
      IncidentCommand command, @MetaDataValue("context") CommandContext context) {
    var decision = IncidentDecider.decide(state, command, context);
    DecisionRecorder.apply(decision.events(), context);
    return decision;
  }

  @EventSourcingHandler
  void on(IncidentEvent event) {
    id = event.incident().value();
    state = Incident.evolve(state, event);
  }
}
