package io.countersign.domain.alert;

import io.countersign.domain.alert.AlertCommand.ObserveAlert;

/** The outcome of one observation: the intake's counts. */
public enum AlertOutcome {
  /** A new episode began. */
  RAISED,
  /** Known already, or too late to matter. */
  REPEATED,
  /** A firing episode ended. */
  RESOLVED,
  /** On purpose not acted upon. */
  SUPPRESSED;

  /** Agrees with {@link AlertDecider#decide} on the same state and command. */
  public static AlertOutcome of(AlertSeen seen, AlertCommand command) {
    boolean fires =
        switch (command) {
          case ObserveAlert c -> AlertDecider.endOf(c) == null;
        };
    return switch (seen.status()) {
      case UNSEEN -> fires ? RAISED : SUPPRESSED;
      case FIRING -> fires ? REPEATED : RESOLVED;
      case RESOLVED, SUPPRESSED -> REPEATED;
    };
  }
}
