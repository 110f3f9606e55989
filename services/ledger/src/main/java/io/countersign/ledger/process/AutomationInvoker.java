package io.countersign.ledger.process;

import io.countersign.domain.Event;
import io.countersign.ledger.RecordedEvent;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;

/** Hands single events of some types to an automation. */
final class AutomationInvoker implements EventHandlerInvoker {
  private final Set<Class<? extends Event>> types;
  private final Consumer<RecordedEvent> automation;

  AutomationInvoker(Set<Class<? extends Event>> types, Consumer<RecordedEvent> automation) {
    this.types = Set.copyOf(types);
    this.automation = automation;
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return message.getPayload() instanceof RecordedEvent recorded
        && types.stream().anyMatch(type -> type.isInstance(recorded.event()));
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    automation.accept((RecordedEvent) message.getPayload());
  }

  /** Its effects can't be taken back, so it never starts over. */
  @Override
  public boolean supportsReset() {
    return false;
  }
}
