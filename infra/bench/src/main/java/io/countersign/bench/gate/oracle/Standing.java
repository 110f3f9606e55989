package io.countersign.bench.gate.oracle;

/** A role, as far as it matters to whether something may begin. */
public enum Standing {
  RESPONDER,
  APPROVER,
  COMMANDER,
  ADMINISTRATOR,
  CATALOG_EDITOR
}
