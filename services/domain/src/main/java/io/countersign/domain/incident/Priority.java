package io.countersign.domain.incident;

import io.countersign.domain.alert.Severity;

/**
 * The order in which incidents are worked on, as ITIL has it. It's people's word: what alerts
 * measure is the severity, and nothing that's decided of plans looks at the priority.
 */
public enum Priority {
  CRITICAL,
  HIGH,
  MODERATE,
  LOW,
  PLANNING;

  /** Where nobody said one. */
  public static Priority of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> CRITICAL;
      case ERROR -> HIGH;
      case WARNING -> MODERATE;
      case INFO -> LOW;
      case NONE -> PLANNING;
    };
  }
}
