package io.countersign.bench.gate.oracle;

/** The point to which one plan has come. */
public enum Stage {
  PROPOSED,
  WAITING,
  APPROVED,
  RUNNING,
  VERIFYING,
  BACK,
  ENDED
}
