package io.countersign.ledger.process;

import io.countersign.domain.Event;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.process.DeadLetters.DeadLetter;
import io.countersign.ledger.process.Processors.Follower;
import io.countersign.ledger.process.Processors.Start;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Processors with effects (invariant 17): they start at the head and can't be reset. */
public final class Automations implements AutoCloseable {
  private static final int BATCH = 10;

  /** What was told outside isn't told again since a later event of its batch failed. */
  private static final int ONE_BY_ONE = 1;

  private final Processors processors;
  private final Transactions transactions;
  private final EventReader reader;
  private final DeadLetters deadLetters;
  private final ToldOutside told;
  private final List<Follower> running = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer<RecordedEvent>> known = new ConcurrentHashMap<>();

  /**
   * @param source of connections beside the tokens' transactions
   */
  public Automations(
      Processors processors, Transactions transactions, EventReader reader, DataSource source) {
    this.processors = processors;
    this.transactions = transactions;
    this.reader = reader;
    this.deadLetters = new DeadLetters(transactions);
    this.told = new ToldOutside(source);
  }

  /**
   * @param name of its token; stays the same over restarts
   * @param automation may be told the same event twice; what it throws is tried again later
   */
  public void start(
      String name, Set<Class<? extends Event>> types, Consumer<RecordedEvent> automation) {
    start(name, types, BATCH, automation);
  }

  /**
   * Starts one that tells the outside.
   *
   * @param longest that telling one part may take
   * @param telling tells each part of an event by what it's handed with it
   */
  public void startTelling(
      String name,
      Set<Class<? extends Event>> types,
      Duration longest,
      BiConsumer<RecordedEvent, OnceOnly> telling) {
    start(name, types, ONE_BY_ONE, told.automation(name, ToldOutside.lease(longest), telling));
  }

  private void start(
      String name,
      Set<Class<? extends Event>> types,
      int batch,
      Consumer<RecordedEvent> automation) {
    var invoker = new AutomationInvoker(name, types, automation, deadLetters);
    var follower = processors.create(name, Start.HEAD, batch, invoker);
    known.put(name, automation);
    running.add(follower);
    follower.processor().start();
  }

  /** Of those that were started here; an earlier release's have places in the record, too. */
  public Set<String> names() {
    return Set.copyOf(known.keySet());
  }

  /** What they failed at for good, the oldest first. */
  public List<DeadLetter> deadLetters() {
    return deadLetters.all();
  }

  /** Whether there was one. */
  public boolean drop(String name, long position) {
    return deadLetters.drop(name, position);
  }

  /**
   * Tells an automation once more what it failed at; if it takes it, that is no dead letter any
   * more.
   *
   * @return why it failed again, or nothing; empty when there is no such dead letter
   */
  public Optional<String> retry(String name, long position) {
    var automation = known.get(name);
    boolean there =
        deadLetters().stream()
            .anyMatch(it -> it.automation().equals(name) && it.position() == position);
    return automation == null || !there
        ? Optional.empty()
        : Optional.of(retry(name, position, automation));
  }

  private String retry(String name, long position, Consumer<RecordedEvent> automation) {
    var event = transactions.call(sql -> reader.after(sql, position - 1, 1)).getFirst();
    try {
      automation.accept(event);
    } catch (RuntimeException e) {
      transactions.call(_ -> kept(name, position, e));
      return DeadLetters.brief(e);
    }
    deadLetters.drop(name, position);
    return "";
  }

  private boolean kept(String name, long position, RuntimeException failure) {
    deadLetters.keep(name, position, 1, failure);
    return true;
  }

  @Override
  public void close() {
    running.forEach(Follower::close);
  }
}
