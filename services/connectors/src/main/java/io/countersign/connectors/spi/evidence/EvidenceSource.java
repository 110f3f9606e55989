package io.countersign.connectors.spi.evidence;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A system that has measured. It changes nothing, so every question may be asked again; claims
 * carry its name.
 */
public interface EvidenceSource extends Connection {
  /**
   * The query for a signal of an entity, in the source's own language; empty where none is
   * configured.
   */
  Optional<String> query(Signal signal, EntityId entity);

  /** The distance of the points that evidence is gathered with. */
  Duration step();

  /** How much time before the first alert is looked at for comparison. */
  Duration baseline();

  /** How old a point must be to stay as it is. */
  Duration settled();

  /**
   * Asks for the values of a query between two instants, both inclusive.
   *
   * @param query in the source's own language
   * @param step distance of the points, at least 1 ms
   * @return failures: UNREACHABLE, TIMEOUT and BAD_ANSWER (EXTERNAL or INSUFFICIENT_RESOURCES, to
   *     retry), REFUSED for a query that isn't understood and UNAUTHORISED (USER, not to retry)
   */
  Outcome<RangeAnswer> range(String query, Instant from, Instant to, Duration step);
}
