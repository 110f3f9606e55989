package io.countersign.domain.incident;

import io.countersign.domain.correlation.IncidentId;

/** By which of its ends an incident was closed. */
public sealed interface Closing {
  /** A verified remediation, or a commander's override. */
  record Resolved(Resolution how) implements Closing {}

  /** The fault went by itself. */
  record Recovered() implements Closing {}

  /** It turned out to be part of another one; it can't be reopened. */
  record Merged(IncidentId into) implements Closing {}
}
