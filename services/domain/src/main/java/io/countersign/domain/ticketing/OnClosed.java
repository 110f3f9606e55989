package io.countersign.domain.ticketing;

/** The answer to a ticket that somebody ended while its incident goes on. */
public enum OnClosed {
  /** The ticket is opened again. */
  REOPEN,
  /** It stays closed, with a comment that the incident goes on. */
  COMMENT,
  /** The person who closed it asks for the incident's end; whether it may end is decided here. */
  ACCEPT
}
