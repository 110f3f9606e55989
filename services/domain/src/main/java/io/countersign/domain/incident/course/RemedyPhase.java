package io.countersign.domain.incident.course;

/** The stage of a remedy, in the words of the incident that it is for. */
public enum RemedyPhase {
  /** Proposed, and nothing of it is done yet. */
  WAITING,
  /** Carried out, proved, or undone just now. */
  RUNNING,
  /** Done, and its probes held. */
  VERIFIED,
  ROLLED_BACK,
  /** Begun, and left to a person. */
  ABANDONED,
  DENIED,
  /** Nobody decided in time. */
  EXPIRED,
  /** Policy doesn't allow it. */
  FORBIDDEN,
  /** Its target wasn't as planned any more. */
  DRIFTED,
  /** The fault had gone before it began. */
  NOT_NEEDED,
  /** Another one took its place, or its incident went into another. */
  SUPERSEDED
}
