package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Event;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;

/** An aggregate of any kind as Axon runs it: the domain decides, Axon keeps. */
public final class AggregateShell<S, C extends Command, E extends Event> {
  @AggregateIdentifier private final String id;
  private final AggregateKind<S, C, E> kind;
  private S state;

  AggregateShell(AggregateKind<S, C, E> kind, String id, S state) {
    this.kind = kind;
    this.id = id;
    this.state = state;
  }

  public String id() {
    return id;
  }

  public S state() {
    return state;
  }

  @CommandHandler
  Decision<E> handle(Command command, @MetaDataValue("context") CommandContext context) {
    var before = state;
    var asked = kind.commands().cast(command);
    var decision =
        DecisionRecorder.recordable(kind.decider().decide(before, asked, context), context);
    DecisionRecorder.apply(decision.events(), context);
    state = kind.settle().after(before, state, asked, context, decision);
    return decision;
  }

  @EventSourcingHandler
  void on(Event event) {
    state = kind.evolved(state, event);
  }
}
