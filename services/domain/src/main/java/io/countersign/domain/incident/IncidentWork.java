package io.countersign.domain.incident;

/** The kind of work that a loop does about an incident, and that may fail. */
public enum IncidentWork {
  DIAGNOSIS,
  RECOMMENDATION,
  WATCH,
  /** What a remediation of it has done. */
  REMEDIATION
}
