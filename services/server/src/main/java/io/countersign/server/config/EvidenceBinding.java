package io.countersign.server.config;

import io.countersign.connectors.spi.EvidenceSource;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.Signal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One evidence source and what to ask it.
 *
 * @param queries per kind of entity and signal; {@code ${name}} and {@code ${environment}} are filled in
 * @param step distance of the points
 * @param baseline how much time before the first alert is looked at for comparison
 */
public record EvidenceBinding(
    EvidenceSource source,
    Map<String, Map<Signal, String>> queries,
    Duration step,
    Duration baseline) {
  public EvidenceBinding {
    queries = Map.copyOf(queries);
  }

  /** The query for a signal of an entity. An entity id's parts hold nothing that could end a quote. */
  public Optional<String> query(Signal signal, EntityId entity) {
    return Optional.ofNullable(queries.getOrDefault(entity.kind(), Map.of()).get(signal))
        .map(q -> q.replace("${name}", entity.name()))
        .map(q -> q.replace("${environment}", entity.environment()));
  }
}
