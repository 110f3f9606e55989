package io.countersign.ledger.process;

import io.countersign.domain.Event;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.process.Processors.Follower;
import io.countersign.ledger.process.Processors.Start;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Processors with effects (invariant 17): they start at the head and can't be reset. */
public final class Automations implements AutoCloseable {
  private static final int BATCH = 10;

  private final Processors processors;
  private final List<Follower> running = new CopyOnWriteArrayList<>();

  public Automations(Processors processors) {
    this.processors = processors;
  }

  /**
   * @param name of its token; stays the same over restarts
   * @param automation may be told the same event twice; what it throws is tried again later
   */
  public void start(
      String name, Set<Class<? extends Event>> types, Consumer<RecordedEvent> automation) {
    var invoker = new AutomationInvoker(types, automation);
    var follower = processors.create(name, Start.HEAD, BATCH, invoker);
    running.add(follower);
    follower.processor().start();
  }

  @Override
  public void close() {
    running.forEach(Follower::close);
  }
}
