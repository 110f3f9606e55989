package io.countersign.server.web.body;

import io.countersign.server.web.problem.NoRoomException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The room for bodies that are read and worked on: so many bytes of all requests together, and so
 * many large ones at once. Small bodies need none of it, so that large ones never hold them up.
 */
public final class BodyRoom {
  /** Of each body so much counts for nothing: an ordinary call, a delivery of a hundred alerts. */
  public static final int SMALL = 64 * 1024;

  /** What is made of a body takes up several times its size; most of the heap is for others. */
  private static final int PART_OF_HEAP = 16;

  private static final int LARGE_AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore bytes;
  private final Semaphore large = new Semaphore(LARGE_AT_ONCE, true);

  private final Duration patience;

  /**
   * @param most bytes
   * @param patience a large body waits for its turn so long
   */
  BodyRoom(long most, Duration patience) {
    bytes = new Semaphore(Math.toIntExact(Math.min(most, Integer.MAX_VALUE)));
    this.patience = patience;
  }

  /** A part of this JVM's heap, and room for two bodies of the longest at least. */
  public static BodyRoom ofHeap() {
    return new BodyRoom(
        Math.max(2L * DeliveryBody.MOST_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP),
        PATIENCE);
  }

  int free() {
    return bytes.availablePermits();
  }

  /** The share of one request; to be given back whatever becomes of it. */
  public Share share() {
    return new Share();
  }

  /** A request's share: what it holds until it's answered. Of one thread. */
  public final class Share implements AutoCloseable {
    private int held;
    private long seen;
    private boolean working;

    private Share() {}

    /**
     * So much more of its body is here, or of what that unpacks to.
     *
     * @throws NoRoomException when others hold all: better a caller who comes again than one less
     *     server
     */
    void add(int more) throws NoRoomException {
      seen += more;
      int wanted = (int) Math.max(0, Math.min(more, seen - SMALL));
      if (!bytes.tryAcquire(wanted)) {
        throw new NoRoomException();
      }
      held += wanted;
    }

    /** The whole is here; a large one waits for its turn, a little. */
    void work() throws NoRoomException {
      if (seen <= SMALL || working) {
        return;
      }
      try {
        working = large.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      if (!working) {
        throw new NoRoomException();
      }
    }

    @Override
    public void close() {
      bytes.release(held);
      held = 0;
      if (working) {
        large.release();
        working = false;
      }
    }
  }
}
