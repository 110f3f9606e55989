package io.countersign.connectors.spi.change;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * A system that knows what was changed. Reading it changes nothing; its name is part of every
 * change's key.
 */
public interface ChangeFeed extends Connection {
  /** How long to wait between two questions. */
  Duration pause();

  /** Whether its records say who made a change. */
  boolean tellsActors();

  /**
   * The changes at or after an instant. It's inclusive, so the last one known comes again: its key
   * makes it one record.
   *
   * @return failures: UNREACHABLE, TIMEOUT, BAD_ANSWER (to retry), UNAUTHORISED, NOT_FOUND, REFUSED
   *     (not to retry before somebody changed something)
   */
  Outcome<ChangeAnswer> since(Instant at);
}
