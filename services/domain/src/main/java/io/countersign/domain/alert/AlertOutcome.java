package io.countersign.domain.alert;

/** The outcome of one observation: the intake's counts. */
public enum AlertOutcome {
  /** A new episode began. */
  RAISED,
  /** Known already, or too late to matter. */
  REPEATED,
  /** A firing episode ended. */
  RESOLVED,
  /** On purpose not acted upon. */
  SUPPRESSED
}
