package io.countersign.server.config;

import io.countersign.connectors.prometheus.SignalQueries;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.time.Duration;
import java.util.Optional;

/**
 * One evidence source and what to ask it.
 *
 * @param step distance of the points
 * @param baseline how much time before the first alert is looked at for comparison
 * @param settled how old a point must be to stay as it is
 */
public record EvidenceBinding(
    EvidenceSource source,
    SignalQueries queries,
    Duration step,
    Duration baseline,
    Duration settled) {
  /** The query for a signal of an entity; empty where none is configured. */
  public Optional<String> query(Signal signal, EntityId entity) {
    return queries.query(entity, signal);
  }
}
