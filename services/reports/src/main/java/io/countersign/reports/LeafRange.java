package io.countersign.reports;

/**
 * The leaves that a report is made of. Those in [a, b) are its population's; those in [read, a) are
 * read before them, for what they tell of what was under way.
 *
 * <p>The leaf that a period's instant falls on is the first one that was recorded at that instant
 * or later, or the tree's size where none was: so two periods that meet have ranges that meet,
 * however the clocks behaved.
 *
 * @param read the first leaf that is read
 * @param a the first leaf of the period
 * @param b the first leaf after it
 */
public record LeafRange(long read, long a, long b) {
  public LeafRange {
    if (read < 0 || a < read || b < a) {
      throw new IllegalArgumentException("0 <= read <= a <= b: " + read + ", " + a + ", " + b);
    }
  }

  /** Nothing is read but the period's own leaves. */
  public static LeafRange of(long a, long b) {
    return new LeafRange(a, a, b);
  }

  /** Whether a leaf is the period's. */
  public boolean contains(long leaf) {
    return leaf >= a && leaf < b;
  }
}
