package io.countersign.ledger.commit;

import io.countersign.ledger.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The queue of what waits to be written, bounded in bytes until it's answered; one entry a request,
 * so that none is torn. What nobody waits for any more is left out.
 */
final class SubmissionQueue {
  private static final long LINGER_NANOS = 300_000;
  private static final long IDLE_MILLIS = 20;

  /**
   * @param permits how much room it takes
   */
  private record Entry(List<PendingSubmission> request, int permits) {
    int size() {
      return request.size();
    }
  }

  private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
  private final int capacity;
  private final Semaphore room;
  private final int largestBatch;

  /** What the last batch is made of: its room is theirs until they're answered. */
  private final List<Entry> taken = new ArrayList<>();

  private @Nullable Entry carried;
  private int lastSize = 1;

  /**
   * @param capacity how many bytes may wait; a request that is larger alone waits alone
   * @param largestBatch a batch grows no further once it has as many; one request may be larger
   */
  SubmissionQueue(int capacity, int largestBatch) {
    this.capacity = capacity;
    room = new Semaphore(capacity);
    this.largestBatch = largestBatch;
  }

  /**
   * @throws UnavailableException when it's full: better a caller who asks again than one who waits
   */
  void put(List<PendingSubmission> request) {
    int permits = permits(request);
    if (!room.tryAcquire(permits)) {
      throw new UnavailableException("too much waits already");
    }
    entries.add(new Entry(request, permits));
  }

  /**
   * Of the batch that was taken last, the first are answered and make room. The others wait again,
   * behind what came meanwhile: in the room they have, and each request by itself, so that who
   * waits for one keeps no other one in.
   *
   * @param answered how many are
   */
  void settle(int answered) {
    int left = answered;
    for (var entry : taken) {
      int done = Math.min(left, entry.size());
      left -= done;
      settle(entry, done);
    }
    taken.clear();
  }

  private void settle(Entry entry, int done) {
    if (done == entry.size()) {
      room.release(entry.permits());
      return;
    }
    var rest = List.copyOf(entry.request().subList(done, entry.size()));
    int permits = permits(rest);
    room.release(entry.permits() - permits);
    entries.add(new Entry(rest, permits));
  }

  private int permits(List<PendingSubmission> request) {
    long bytes = request.stream().mapToLong(PendingSubmission::bytes).sum();
    return (int) Math.min(bytes, capacity);
  }

  /**
   * The next batch; empty when nothing came for a moment. As many as last time are waited for, a
   * little.
   */
  List<PendingSubmission> take() throws InterruptedException {
    var first = carried != null ? carried : entries.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    carried = null;
    if (first == null) {
      return List.of();
    }
    var batch = new ArrayList<PendingSubmission>();
    add(first, batch);
    gather(batch, System.nanoTime() + LINGER_NANOS);
    lastSize = batch.size();
    return batch;
  }

  private void add(Entry entry, List<PendingSubmission> batch) {
    var request = entry.request();
    // Who gives up a request does so piece by piece: a part of it alone is never written.
    if (request.stream().allMatch(PendingSubmission::isAbandoned)) {
      room.release(entry.permits());
    } else {
      batch.addAll(request);
      taken.add(entry);
    }
  }

  /** All that waits, at once. */
  List<PendingSubmission> drain() {
    var left = new ArrayList<Entry>();
    entries.drainTo(left);
    return left.stream().flatMap(it -> it.request().stream()).toList();
  }

  private void gather(List<PendingSubmission> batch, long until) {
    while (batch.size() < largestBatch) {
      var next = entries.poll();
      if (next != null && batch.size() + next.size() > largestBatch) {
        carried = next;
        return;
      }
      if (next != null) {
        add(next, batch);
      } else if (batch.size() >= lastSize || System.nanoTime() > until) {
        return;
      } else {
        Thread.onSpinWait();
      }
    }
  }

  boolean isEmpty() {
    return carried == null && entries.isEmpty();
  }
}
