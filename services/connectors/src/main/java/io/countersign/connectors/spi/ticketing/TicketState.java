package io.countersign.connectors.spi.ticketing;

/** The state of a ticket in ITIL's words; a system's own states map onto them by configuration. */
public enum TicketState {
  /** Logged, and nobody is at it. */
  NEW,
  IN_PROGRESS,
  /** Waits for somebody or something outside. */
  ON_HOLD,
  /** Held to be done; may be opened again. */
  RESOLVED,
  CLOSED,
  /** Ended without having been done. */
  CANCELLED
}
