package io.countersign.ledger.alert;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertDecider;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.ledger.axon.DecisionRecorder;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/** A shell around one row of {@code alert_seen}: an episode is never loaded (invariant 16). */
@AggregateRoot(type = "alert")
final class AlertAggregate {
  @AggregateIdentifier String id = "";
  AlertSeen state = AlertSeen.NEVER;

  AlertAggregate() {}

  AlertAggregate(String id, AlertSeen state) {
    this.id = id;
    this.state = state;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Decision<AlertEvent> handle(
      AlertCommand command, @MetaDataValue("context") CommandContext context) {
    var before = state;
    var decision = AlertDecider.decide(before, command, context);
    DecisionRecorder.apply(decision.events(), context);
    state = AlertDecider.after(before, decision);
    return decision;
  }

  @EventSourcingHandler
  void on(AlertEvent event) {
    id = event.alert().value();
    state = AlertDecider.after(state, Decision.done(event));
  }
}
