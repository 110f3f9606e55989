package io.countersign.server.planning;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.domain.planning.SignalMeasurement;
import io.countersign.ledger.change.Changes;
import io.countersign.server.config.Connections;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The signals of a target, measured for a plan: what they are, what they usually were. A source
 * that doesn't answer leaves its signals out, and what needs them then doesn't fit.
 */
@Component
final class TargetSignals {
  /** How far before the first alert the fault may have begun: the diagnosis' window. */
  private static final Duration LEAD = Duration.ofSeconds(60);

  /** Sources bound the points of an answer. */
  private static final long MOST_POINTS = 10_000;

  private final Connections connections;
  private final Changes changes;
  private final SystemCommands commands;

  TargetSignals(Connections connections, Changes changes, SystemCommands commands) {
    this.connections = connections;
    this.changes = changes;
    this.commands = commands;
  }

  Map<Signal, SignalMeasurement> measure(EntityId target, List<IncidentAlert> alerts) {
    var now = commands.now();
    var first = alerts.stream().map(IncidentAlert::startsAt).min(Instant::compareTo).orElse(now);
    var faultFrom = first.minus(LEAD);
    var changed =
        changes.of(Set.of(target), faultFrom.minus(LEAD), now).stream().map(Change::at).toList();
    var measured = new EnumMap<Signal, SignalMeasurement>(Signal.class);
    for (var signal : Signal.values()) {
      connections
          .evidenceFor(signal, target)
          .flatMap(source -> ask(source, signal, target, faultFrom, now))
          .ifPresent(it -> measured.put(signal, SignalMeasurement.of(it, faultFrom, now, changed)));
    }
    return measured;
  }

  private static Optional<TimeSeries> ask(
      EvidenceSource source, Signal signal, EntityId target, Instant faultFrom, Instant now) {
    var from = faultFrom.minus(source.baseline());
    var query = source.query(signal, target).orElseThrow();
    return switch (source.range(query, from, now, step(source, from, now))) {
      case Outcome.Ok<RangeAnswer>(var answer) ->
          answer.series().stream().findFirst().map(found -> found.series());
      case Outcome.Failed<RangeAnswer> _ -> Optional.empty();
    };
  }

  private static Duration step(EvidenceSource source, Instant from, Instant now) {
    var least = Duration.ofSeconds(Duration.between(from, now).toSeconds() / MOST_POINTS + 1);
    return source.step().compareTo(least) < 0 ? least : source.step();
  }
}
