package io.countersign.ledger.remediation;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationDecider;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.axon.DecisionRecorder;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/** A shell: the domain decides, Axon keeps. */
@AggregateRoot(type = "remediation")
final class RemediationAggregate {
  @AggregateIdentifier String id = "";
  Remediation state = Remediation.initial();

  RemediationAggregate() {}

  RemediationAggregate(String id, Remediation state) {
    this.id = id;
    this.state = state;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Decision<RemediationEvent> handle(
      RemediationCommand command, @MetaDataValue("context") CommandContext context) {
    var decision = RemediationDecider.decide(state, command, context);
    DecisionRecorder.apply(decision.events(), context);
    return decision;
  }

  @EventSourcingHandler
  void on(RemediationEvent event) {
    id = event.remediation().value();
    state = Remediation.evolve(state, event);
  }
}
