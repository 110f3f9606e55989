package io.countersign.ledger.process;

import io.countersign.domain.Event;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.postgres.SqlFailureException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands single events of some types to an automation. A peer's outage is tried again for ever; a
 * defect, which would end the same each time, becomes a dead letter, so that what comes after it
 * isn't held up.
 */
final class AutomationInvoker implements EventHandlerInvoker {
  private static final Logger LOG = LoggerFactory.getLogger(AutomationInvoker.class);
  private static final int ATTEMPTS = 3;
  private static final long REMEMBERED = 1_000;

  private final String name;
  private final Set<Class<? extends Event>> types;
  private final Consumer<RecordedEvent> automation;
  private final DeadLetters deadLetters;

  /** By position; a batch that fails at a later event comes back to the earlier ones, too. */
  private final Map<Long, Integer> attempts = new LinkedHashMap<>();

  AutomationInvoker(
      String name,
      Set<Class<? extends Event>> types,
      Consumer<RecordedEvent> automation,
      DeadLetters deadLetters) {
    this.name = name;
    this.types = Set.copyOf(types);
    this.automation = automation;
    this.deadLetters = deadLetters;
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return message.getPayload() instanceof RecordedEvent recorded
        && types.stream().anyMatch(type -> type.isInstance(recorded.event()));
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    var recorded = (RecordedEvent) message.getPayload();
    attempts.keySet().removeIf(it -> it < recorded.position() - REMEMBERED);
    try {
      automation.accept(recorded);
    } catch (RuntimeException e) {
      failed(recorded, e, isDefect(e));
    } catch (StackOverflowError | LinkageError | AssertionError e) {
      // Axon never calls a worker again that ended so.
      failed(recorded, new IllegalStateException(e), true);
    }
  }

  private void failed(RecordedEvent recorded, RuntimeException failure, boolean defect) {
    int tried = defect ? attempts.merge(recorded.position(), 1, Integer::sum) : 0;
    if (tried < ATTEMPTS) {
      throw failure;
    }
    LOG.error("{} gives up on event {}: a dead letter", name, recorded.position(), failure);
    deadLetters.keep(name, recorded.position(), tried, failure);
  }

  /** What is wrong with the event or with us, and not with whom we speak to. */
  static boolean isDefect(RuntimeException failure) {
    boolean ours =
        failure instanceof NullPointerException
            || failure instanceof IllegalArgumentException
            || failure instanceof ClassCastException
            || failure instanceof NoSuchElementException
            || failure instanceof IndexOutOfBoundsException
            || failure instanceof ArithmeticException
            || failure instanceof UnsupportedOperationException;
    return ours && !SqlFailureException.isCauseOf(failure);
  }

  /** Its effects can't be taken back, so it never starts over. */
  @Override
  public boolean supportsReset() {
    return false;
  }
}
