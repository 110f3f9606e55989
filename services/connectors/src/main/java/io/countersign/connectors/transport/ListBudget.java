package io.countersign.connectors.transport;

import java.time.Duration;

/**
 * The budget of one list that is read page by page, for all of its pages together: each may be
 * long, and come late. Of one thread.
 */
public final class ListBudget {
  /** Said of a list that takes more. */
  public static final String SPENT = "tells a list of more than 64 MiB, or takes longer than 5 min";

  private static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final Duration MOST_TIME = Duration.ofMinutes(5);

  private final long mostBytes;
  private final long until;
  private long taken;

  ListBudget(long mostBytes, Duration mostTime) {
    this.mostBytes = mostBytes;
    this.until = System.nanoTime() + mostTime.toNanos();
  }

  /** Of a list that is begun now. */
  public static ListBudget ofOne() {
    return new ListBudget(MOST_BYTES, MOST_TIME);
  }

  /**
   * @param bytes of one more page
   * @return false where it's too much
   */
  public boolean admits(long bytes) {
    taken += bytes;
    return taken <= mostBytes && System.nanoTime() - until < 0;
  }
}
