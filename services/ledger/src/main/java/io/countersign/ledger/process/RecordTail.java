package io.countersign.ledger.process;

import io.countersign.ledger.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * The last events of the record as they were read last. After each commit all who follow the record
 * ask for the same: one of them reads it, and the others have it from here. Who is further behind
 * reads for themselves.
 */
final class RecordTail {
  static final int KEPT = 256;

  /** A commit on another server of which nobody told is seen after this. */
  private static final long BELIEVED_NANOS = Duration.ofMillis(200).toNanos();

  /** There may be more: what was read at once was cut off. */
  private static final long UNKNOWN = -1;

  /** Whoever reads for all may have to wait for a connection that somebody here holds. */
  private static final long PATIENCE_MILLIS = 250;

  private final LongFunction<List<RecordedEvent>> database;
  private final AtomicLong commits = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private List<RecordedEvent> tail = List.of();
  private long asOf = UNKNOWN;
  private long readAt = System.nanoTime();

  /**
   * @param database the next events after a position, some of them at most
   */
  RecordTail(LongFunction<List<RecordedEvent>> database) {
    this.database = database;
  }

  /** Somebody committed: what is kept may lack something. */
  void committed() {
    commits.incrementAndGet();
  }

  /** The next events after a position, some of them at most. */
  List<RecordedEvent> after(long position) {
    if (!locked()) {
      return database.apply(position);
    }
    try {
      if (covers(position)) {
        extend();
      }
      return covers(position) ? kept(position) : read(position);
    } finally {
      lock.unlock();
    }
  }

  private boolean locked() {
    try {
      return lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Positions have no gaps: with the first one after it, all after it are there. */
  private boolean covers(long position) {
    return !tail.isEmpty()
        && tail.getFirst().position() <= position + 1
        && position <= tail.getLast().position();
  }

  private List<RecordedEvent> kept(long position) {
    return tail.subList((int) (position + 1 - tail.getFirst().position()), tail.size());
  }

  /** What was lost with a database that fell over isn't kept, either. */
  private void extend() {
    long now = commits.get();
    if (now == asOf && System.nanoTime() - readAt < BELIEVED_NANOS) {
      return;
    }
    var last = tail.getLast();
    var read = database.apply(last.position() - 1);
    boolean goesOn = !read.isEmpty() && read.getFirst().eventId().equals(last.eventId());
    if (!goesOn) {
      tail = List.of();
      return;
    }
    if (read.size() > 1) {
      var all = new ArrayList<>(tail);
      all.addAll(read.subList(1, read.size()));
      keep(all);
    }
    asOf = read.size() > KEPT ? UNKNOWN : now;
    readAt = System.nanoTime();
  }

  private List<RecordedEvent> read(long position) {
    long now = commits.get();
    var read = database.apply(position);
    boolean reachesFurther =
        !read.isEmpty()
            && (tail.isEmpty() || read.getLast().position() > tail.getLast().position());
    if (reachesFurther) {
      keep(read);
      asOf = read.size() > KEPT ? UNKNOWN : now;
      readAt = System.nanoTime();
    }
    return read;
  }

  private void keep(List<RecordedEvent> events) {
    tail = List.copyOf(events.subList(Math.max(0, events.size() - KEPT), events.size()));
  }
}
