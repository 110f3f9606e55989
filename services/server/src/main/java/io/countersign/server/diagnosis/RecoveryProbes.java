package io.countersign.server.diagnosis;

import io.countersign.domain.Decimal;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.Probe.Comparison;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The probes that must hold for an incident to be held to have gone by itself: its entities are up
 * and don't fail.
 */
@Component
public final class RecoveryProbes {
  private final Connections connections;
  private final LoopSettings settings;
  private final Thresholds thresholds;

  RecoveryProbes(Connections connections, LoopSettings settings, Thresholds thresholds) {
    this.connections = connections;
    this.settings = settings;
    this.thresholds = thresholds;
  }

  public List<Probe> of(List<IncidentAlert> alerts) {
    return alerts.stream().map(IncidentAlert::entity).distinct().flatMap(this::of).toList();
  }

  private Stream<Probe> of(EntityId entity) {
    return Stream.of(
            probe(entity, Signal.ERRORS, Comparison.BELOW, Decimal.text(thresholds.errorRatio())),
            probe(entity, Signal.UP, Comparison.ABOVE, "0"))
        .flatMap(Optional::stream);
  }

  private Optional<Probe> probe(
      EntityId entity, Signal signal, Comparison comparison, String threshold) {
    return connections
        .evidenceFor(signal, entity)
        .map(
            source ->
                new Probe(
                    signal.word() + " of " + entity.name(),
                    entity,
                    source.name(),
                    source.query(signal, entity).orElseThrow(),
                    comparison,
                    threshold,
                    Math.toIntExact(settings.stability().toSeconds())));
  }
}
