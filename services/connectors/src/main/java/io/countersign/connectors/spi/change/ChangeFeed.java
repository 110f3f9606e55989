package io.countersign.connectors.spi.change;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import java.time.Instant;

/** A system that knows what was changed. Reading it changes nothing. */
public interface ChangeFeed {
  /** The configured name: part of every change's key. */
  String name();

  /**
   * The changes at or after an instant. It's inclusive, so the last one known comes again: its key
   * makes it one record.
   *
   * @return failures: UNREACHABLE, TIMEOUT, BAD_ANSWER (to retry), UNAUTHORISED, NOT_FOUND, REFUSED
   *     (not to retry before somebody changed something)
   */
  Outcome<ChangeAnswer> since(Instant at);

  /** Whether it answers now, and if not what to do. */
  ConnectionHealth check();
}
