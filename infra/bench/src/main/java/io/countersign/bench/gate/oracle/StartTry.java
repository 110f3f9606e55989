package io.countersign.bench.gate.oracle;

import java.util.List;
import java.util.Map;

/**
 * Somebody wants the execution of a plan to begin.
 *
 * @param byProduct or else by somebody who isn't the product
 * @param law in force as they asked what it says
 * @param recomputed what they say the plan's digest is, with what would run now
 * @param versions of the targets, as they read them
 * @param probes whether each was measured, and holds: the fault is there while one doesn't
 */
public record StartTry(
    boolean byProduct,
    int law,
    String recomputed,
    Map<String, String> versions,
    List<Measured> probes) {
  /** A probe's reading. */
  public enum Measured {
    HOLDS,
    DOES_NOT_HOLD,
    NOT_MEASURED
  }

  public StartTry {
    versions = Map.copyOf(versions);
    probes = List.copyOf(probes);
  }
}
