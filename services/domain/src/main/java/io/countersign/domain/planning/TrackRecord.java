package io.countersign.domain.planning;

/**
 * The record of how a runbook has done so far, over all incidents.
 *
 * @param verified how often it was proved to help
 * @param failed how often it was done, or tried, and didn't help
 */
public record TrackRecord(int verified, int failed) {
  /** Of a runbook that was never used: neither good nor bad. */
  public static final TrackRecord NONE = new TrackRecord(0, 0);

  /** Of the normal distribution, for 95 % on both sides. */
  private static final double Z = 1.96;

  /** Its share of successes, 1 to 999 in a thousand, as if one of each had been seen before. */
  public int perMille() {
    return (verified + 1) * 1000 / (verified + failed + 2);
  }

  /**
   * The least that its share of successes is with 95 % certainty, in a thousand (Wilson's lower
   * bound); 0 before the first.
   */
  public int atLeastPerMille() {
    double n = verified + failed;
    if (n == 0) {
      return 0;
    }
    double share = verified / n;
    double spread = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    return (int) Math.max(0, (share + Z * Z / (2 * n) - spread) / (1 + Z * Z / n) * 1000);
  }

  @Override
  public String toString() {
    return "verified " + verified + ", failed " + failed;
  }
}
