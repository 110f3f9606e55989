package io.countersign.bench.gate.oracle;

/** How far one plan has come. */
public enum Stage {
  PROPOSED,
  WAITING,
  APPROVED,
  RUNNING,
  VERIFYING,
  BACK,
  ENDED
}
