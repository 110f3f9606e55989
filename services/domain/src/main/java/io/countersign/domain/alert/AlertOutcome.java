package io.countersign.domain.alert;

/** An outcome of one observation, which may have two: the intake's counts. */
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
