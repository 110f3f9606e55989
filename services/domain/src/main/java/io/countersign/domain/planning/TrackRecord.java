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

  /** Its share of successes, 1 to 999 in a thousand, as if one of each had been seen before. */
  public int perMille() {
    return (verified + 1) * 1000 / (verified + failed + 2);
  }

  @Override
  public String toString() {
    return "verified " + verified + ", failed " + failed;
  }
}
