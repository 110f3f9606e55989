package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.domain.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.modelling.command.inspection.EntityModel;

/**
 * Axon's model of one kind of aggregate. Axon takes an aggregate's type from its class; all kinds
 * share one class, so each has a model that says its own type and leaves the rest to the class's.
 */
final class AggregateKindModel<S, C extends Command, E extends Event>
    implements AggregateModel<AggregateShell<S, C, E>> {
  private final AggregateKind<S, C, E> kind;
  private final AggregateModel<AggregateShell<S, C, E>> annotated;

  AggregateKindModel(AggregateKind<S, C, E> kind) {
    this.kind = kind;
    annotated = AnnotatedAggregateMetaModelFactory.inspectAggregate(shell());
  }

  @SuppressWarnings("unchecked") // there is one class for all type arguments
  static <S, C extends Command, E extends Event> Class<AggregateShell<S, C, E>> shell() {
    return (Class<AggregateShell<S, C, E>>) (Class<?>) AggregateShell.class;
  }

  @Override
  public String type() {
    return kind.name();
  }

  /** What stands in the record is asked for like this. */
  @Override
  public Optional<String> declaredType(Class<?> type) {
    return Optional.of(kind.name());
  }

  @Override
  public Optional<Class<?>> type(String declared) {
    return declared.equals(kind.name()) ? Optional.of(AggregateShell.class) : Optional.empty();
  }

  @Override
  public Long getVersion(AggregateShell<S, C, E> aggregate) {
    return annotated.getVersion(aggregate);
  }

  @Override
  public Stream<Class<?>> types() {
    return annotated.types();
  }

  @Override
  public Object getIdentifier(AggregateShell<S, C, E> aggregate) {
    return aggregate.id();
  }

  @Override
  public String routingKey() {
    return annotated.routingKey();
  }

  @Override
  public void publish(EventMessage<?> event, AggregateShell<S, C, E> aggregate) {
    annotated.publish(event, aggregate);
  }

  @Override
  public Map<Class<?>, List<MessageHandlingMember<? super AggregateShell<S, C, E>>>>
      allCommandHandlers() {
    return annotated.allCommandHandlers();
  }

  @Override
  public Stream<MessageHandlingMember<? super AggregateShell<S, C, E>>> commandHandlers(
      Class<? extends AggregateShell<S, C, E>> type) {
    return annotated.commandHandlers(type);
  }

  @Override
  public Stream<MessageHandlingMember<? super AggregateShell<S, C, E>>> commandHandlerInterceptors(
      Class<? extends AggregateShell<S, C, E>> type) {
    return annotated.commandHandlerInterceptors(type);
  }

  @Override
  public Map<Class<?>, List<MessageHandlingMember<? super AggregateShell<S, C, E>>>>
      allEventHandlers() {
    return annotated.allEventHandlers();
  }

  @Override
  public <T> EntityModel<T> modelOf(Class<? extends T> type) {
    return annotated.modelOf(type);
  }

  @Override
  public Class<? extends AggregateShell<S, C, E>> entityClass() {
    return annotated.entityClass();
  }
}
