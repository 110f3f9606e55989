package io.countersign.server.temporal;

import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.remediation.OpenLoops.Kind;
import io.countersign.workflows.incident.IncidentActivities;
import io.countersign.workflows.incident.IncidentProgress;
import io.countersign.workflows.incident.IncidentProgress.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A record of pieces of work for loops, which each loop has done one after the other; what runs
 * beside another piece of the same loop is noted, since nobody guards it.
 */
final class RecordedWork implements IncidentActivities {
  private static final int LONGEST_MILLIS = 40;
  private static final int LONGEST_WAIT_MILLIS = 4_000;

  private final Transactions transactions;
  private final Map<String, Work> loops = new ConcurrentHashMap<>();
  private final AtomicInteger besideEachOther = new AtomicInteger();

  /** What was asked of one loop, and what it did. */
  private static final class Work {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final List<Integer> done = new ArrayList<>();
    private volatile Instant dueAt = Instant.now();
    private volatile Instant lookedAt = Instant.EPOCH;

    private synchronized int next() {
      return done.size();
    }

    private synchronized void did(int piece) {
      done.add(piece);
    }

    private synchronized boolean complete() {
      return done.size() >= asked.get();
    }

    private synchronized boolean eachOnce() {
      return done.stream().distinct().count() == done.size();
    }
  }

  RecordedWork(Transactions transactions) {
    this.transactions = transactions;
  }

  void open(String id) {
    loops.put(id, new Work());
    var insert = "insert into loop_due (kind, id, due_at) values (?, ?, ?)";
    var _ = transactions.call(sql -> sql.execute(insert, Kind.INCIDENT, id, Instant.now()));
  }

  /** As the ledger does it: with the event, the loop is due. */
  void ask(String id) {
    work(id).asked.incrementAndGet();
    var touch = "update loop_due set due_at = least(due_at, ?), touched = touched + 1 where id = ?";
    var _ = transactions.call(sql -> sql.execute(touch, Instant.now(), id));
  }

  /** The loops that haven't done what was asked of them. */
  List<String> behind() {
    return loops.entrySet().stream()
        .filter(it -> !it.getValue().complete())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The loops that haven't looked although their time came that long ago. */
  List<String> asleepAt(Instant at) {
    return loops.entrySet().stream()
        .filter(it -> it.getValue().dueAt.isBefore(at))
        .map(it -> it.getKey() + " due at " + it.getValue().dueAt)
        .sorted()
        .toList();
  }

  /** The loops that did some piece twice. */
  List<String> twice() {
    return loops.entrySet().stream()
        .filter(it -> !it.getValue().eachOnce())
        .map(it -> it.getKey() + it.getValue().done)
        .collect(Collectors.toList());
  }

  int besideEachOther() {
    return besideEachOther.get();
  }

  @Override
  public IncidentProgress progress(String incident) {
    return answer(work(incident));
  }

  @Override
  public IncidentProgress diagnose(String incident) {
    var work = work(incident);
    if (work.running.incrementAndGet() > 1) {
      besideEachOther.incrementAndGet();
    }
    try {
      int piece = work.next();
      if (!work.complete()) {
        takeAWhile();
        work.did(piece);
      }
      return answer(work);
    } finally {
      work.running.decrementAndGet();
    }
  }

  @Override
  public IncidentProgress recommend(String incident) {
    throw new UnsupportedOperationException();
  }

  @Override
  public IncidentProgress watch(String incident) {
    return answer(work(incident));
  }

  private IncidentProgress answer(Work work) {
    work.lookedAt = Instant.now();
    if (!work.complete()) {
      return IncidentProgress.of(Phase.DIAGNOSING);
    }
    long wait = ThreadLocalRandom.current().nextLong(LONGEST_WAIT_MILLIS);
    work.dueAt = work.lookedAt.plusMillis(wait);
    return IncidentProgress.dueAt(Phase.WATCHING, work.dueAt, work.lookedAt);
  }

  private static void takeAWhile() {
    long until =
        System.nanoTime() + ThreadLocalRandom.current().nextLong(LONGEST_MILLIS) * 1_000_000;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private Work work(String id) {
    var work = loops.get(id);
    if (work == null) {
      throw new IllegalArgumentException(id);
    }
    return work;
  }
}
