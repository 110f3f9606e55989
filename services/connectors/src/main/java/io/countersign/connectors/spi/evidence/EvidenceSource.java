package io.countersign.connectors.spi.evidence;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import java.time.Duration;
import java.time.Instant;

/** A system that has measured. It changes nothing, so every question may be asked again. */
public interface EvidenceSource {
  /** The configured name, which claims carry. */
  String name();

  /**
   * Asks for the values of a query between two instants, both inclusive.
   *
   * @param query in the source's own language
   * @param step distance of the points, at least 1 ms
   * @return failures: UNREACHABLE, TIMEOUT and BAD_ANSWER (EXTERNAL or INSUFFICIENT_RESOURCES, to
   *     retry), REFUSED for a query that isn't understood and UNAUTHORISED (USER, not to retry)
   */
  Outcome<RangeAnswer> range(String query, Instant from, Instant to, Duration step);

  /** Whether it answers now, and if not what to do. */
  ConnectionHealth check();
}
