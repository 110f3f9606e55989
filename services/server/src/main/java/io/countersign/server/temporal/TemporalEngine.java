package io.countersign.server.temporal;

import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.remediation.OpenLoops.Loop;
import io.countersign.server.config.TemporalTls;
import io.grpc.ClientInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine that runs the loops. The embedded server keeps whatever it did, so that a fresh one
 * takes its place after so many turns or bytes. Nobody notices: the ledger knows when each loop
 * goes on, the sweep begins it on the new one in time, and what is in the middle of an activity
 * ends that on the old one first.
 */
public final class TemporalEngine implements LoopPokes, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporalEngine.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Function<ClientInterceptor, TemporalConnection> servers;
  private final String namespace;
  private final int turns;
  private final RecycleBounds bounds;
  private final Duration overdue;
  private final boolean embedded;
  private final LoopDues dues;
  private final TemporalClock clock;
  private final List<LoopType> types;
  private final MeterRegistry registry;
  private final HeartbeatInterceptor heartbeats = new HeartbeatInterceptor();
  private final List<EngineRun> draining = new CopyOnWriteArrayList<>();

  /** Held for writing while a fresh server takes the old one's place. */
  private final ReentrantReadWriteLock taking = new ReentrantReadWriteLock();

  private final CountDownLatch closing = new CountDownLatch(1);
  private final String place;
  private volatile @Nullable EngineRun running;

  /**
   * On our own server if {@code address} is empty, else on the one at host:port.
   *
   * @param turns after which the history of a loop is cut
   * @param overdue a loop that is there should have gone on so long after its time
   */
  TemporalEngine(
      String address,
      TemporalTls tls,
      String namespace,
      int turns,
      RecycleBounds bounds,
      Duration overdue,
      LoopDues dues,
      TemporalClock clock,
      List<LoopType> types,
      MeterRegistry registry) {
    this.embedded = address.isEmpty();
    this.servers = embedded ? TemporalConnection::embedded : TemporalConnection.at(address, tls);
    this.place = embedded ? "embedded, in process" : address + ", namespace " + namespace;
    this.namespace = namespace;
    this.turns = turns;
    this.bounds = bounds;
    this.overdue = overdue;
    this.dues = dues;
    this.clock = clock;
    this.types = List.copyOf(types);
    this.registry = registry;
    if (embedded) {
      this.running = start();
    } else {
      Thread.ofPlatform().daemon().name("temporal-start").start(this::startOnceItAnswers);
    }
  }

  private EngineRun start() {
    var actions = new TemporalActions(registry);
    var server = servers.apply(actions);
    try {
      return EngineRun.start(server, actions, namespace, dues, clock, heartbeats, types);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Alerts are taken in meanwhile; the next sweep starts the loops of what came. */
  private void startOnceItAnswers() {
    do {
      try {
        begin(start());
        LOG.info("the loops run on Temporal at {}", place);
        return;
      } catch (RuntimeException e) {
        LOG.warn("Temporal at {} can't be used yet: {}", place, e.getMessage());
      }
    } while (!closedWithin(PAUSE));
  }

  private synchronized void begin(EngineRun started) {
    if (closing.getCount() == 0) {
      started.close();
    } else {
      running = started;
    }
  }

  private boolean closedWithin(Duration wait) {
    try {
      return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * Starts a loop unless it runs, and has it look again. Nothing is done while the engine hasn't
   * been reached yet: the sweep comes back to what is due.
   *
   * @param id of what it's about
   */
  public void poke(OpenLoops.Kind kind, String id) {
    var type = dues.type(kind);
    taking.readLock().lock();
    try {
      var now = running;
      boolean busy = draining.stream().anyMatch(it -> it.watch().busy(type.workflowId(id)));
      if (now != null && !busy) {
        now.poke(type, id, turns);
      }
    } finally {
      taking.readLock().unlock();
    }
  }

  @Override
  public void poke(Loop loop) {
    poke(loop.kind(), loop.id());
  }

  @Override
  public boolean wants(Loop loop, Instant now) {
    var workflowId = dues.type(loop.kind()).workflowId(loop.id());
    var run = running;
    if (run == null) {
      return false;
    }
    boolean late = loop.dueAt().isBefore(now.minus(overdue));
    return run.holds(workflowId) ? late && !run.watch().busy(workflowId) : embedded || late;
  }

  /** Has a fresh server take the place of one that holds too much, and ends those that are done. */
  void recycle() {
    draining.stream().filter(it -> it.watch().idle()).forEach(this::end);
    var now = running;
    if (embedded && now != null && bounds.reachedBy(now.actions())) {
      replace(now);
    }
  }

  private synchronized void replace(EngineRun old) {
    if (closing.getCount() == 0) {
      return;
    }
    LOG.info(
        "replacing the embedded Temporal server after {} turns, about {} MiB",
        old.actions().turns(),
        old.actions().heldBytes() >> 20);
    takeOver(old, start());
    old.drain();
    registry.counter("countersign.temporal.recycled").increment();
  }

  /** All at once for whoever pokes: a poke that still went to the old one came before this. */
  private void takeOver(EngineRun old, EngineRun fresh) {
    taking.writeLock().lock();
    try {
      old.watch().leave(this::pokeAgain);
      draining.add(old);
      running = fresh;
    } finally {
      taking.writeLock().unlock();
    }
  }

  /** What was in the middle of something on an old server goes on, on the new one. */
  private void pokeAgain(String workflowId) {
    dues.ofWorkflowId(workflowId)
        .ifPresent(type -> pokeAgain(type, workflowId.substring(type.prefix().length())));
  }

  private void pokeAgain(LoopType type, String id) {
    try {
      poke(type.kind(), id);
    } catch (RuntimeException e) {
      LOG.warn("the loop of {} can't be woken; the sweep does that", id, e);
    }
  }

  private void end(EngineRun old) {
    draining.remove(old);
    old.close();
  }

  /** Whether the engine answers. */
  public boolean healthy() {
    var now = running;
    try {
      return now != null
          && now.server().stubs().healthCheck().getStatus()
              == HealthCheckResponse.ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /** In words for {@code doctor}. */
  public String describe() {
    return place;
  }

  @Override
  public synchronized void close() {
    closing.countDown();
    draining.forEach(this::end);
    var now = running;
    if (now != null) {
      now.close();
    }
  }
}
