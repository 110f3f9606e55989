package io.countersign.ledger.commit;

import org.jspecify.annotations.Nullable;

/** The committer's own account of whether it gets on: written by its thread, read by any. */
final class CommitterPulse {
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private volatile @Nullable Long began;
  private volatile @Nullable Long unavailable;

  void began() {
    began = System.nanoTime();
  }

  void ended() {
    began = null;
  }

  void written() {
    unavailable = null;
  }

  void unavailable() {
    unavailable = System.nanoTime();
  }

  /** Whether what is sent now may be expected to become durable soon. */
  boolean isSteady() {
    var busySince = began; // read once: it may end in between
    return !isWithin(unavailable) && (busySince == null || isWithin(busySince));
  }

  private static boolean isWithin(@Nullable Long nanos) {
    return nanos != null && System.nanoTime() - nanos < PATIENCE_NANOS;
  }
}
