package io.countersign.reports;

import org.jspecify.annotations.Nullable;

/**
 * All that influences a report's bytes besides the leaves.
 *
 * @param seed of the sample: the same seed draws the same rows
 * @param sampleSize how many rows are drawn of each population
 * @param version of the report function: see {@link #CURRENT}
 * @param evidence null where none was at hand
 */
public record ReportParameters(
    ReportKind kind,
    ReportPeriod period,
    ReportScope scope,
    LeafRange leaves,
    String seed,
    int sampleSize,
    int version,
    ReportOrigin origin,
    @Nullable RangeEvidence evidence) {
  /** The version of this report function; it grows whenever the same leaves give other bytes. */
  public static final int CURRENT = 1;

  /** As many rows as auditors usually draw of a control that works many times a day. */
  public static final int USUAL_SAMPLE = 25;

  private static final int LONGEST_SEED = 64;

  public ReportParameters {
    if (version != CURRENT) {
      throw new IllegalArgumentException(
          "this is version " + CURRENT + " of the report function, not " + version);
    }
    if (seed.isEmpty() || seed.length() > LONGEST_SEED) {
      throw new IllegalArgumentException("a seed of 1 to " + LONGEST_SEED + " characters");
    }
    if (sampleSize < 0) {
      throw new IllegalArgumentException("a sample of fewer than no rows");
    }
    if (kind.readsAll() && leaves.read() != 0) {
      throw new IllegalArgumentException(kind.label() + " is read from the first leaf on");
    }
  }

  /** With the usual sample, by the current function. */
  public static ReportParameters of(
      ReportKind kind,
      ReportPeriod period,
      ReportScope scope,
      LeafRange leaves,
      String seed,
      ReportOrigin origin) {
    return new ReportParameters(
        kind, period, scope, leaves, seed, USUAL_SAMPLE, CURRENT, origin, null);
  }

  public ReportParameters with(RangeEvidence proof) {
    return new ReportParameters(
        kind, period, scope, leaves, seed, sampleSize, version, origin, proof);
  }
}
