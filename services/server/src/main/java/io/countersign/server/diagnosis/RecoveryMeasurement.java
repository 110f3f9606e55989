package io.countersign.server.diagnosis;

import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.ProbeReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The measurement of whether an incident has gone by itself. A query of a kind has no answer for
 * those of its entities that nobody measures, and so none that could ever hold: only what was
 * measured since before the first alert has a part in it. What was measured then and isn't any more
 * doesn't hold.
 */
@Component
public final class RecoveryMeasurement {
  /** Further back a source need not be asked: so long a silence says it as well. */
  private static final Duration FURTHEST = Duration.ofHours(24);

  private final RecoveryProbes probes;
  private final ProbeMeasurement measurement;

  RecoveryMeasurement(RecoveryProbes probes, ProbeMeasurement measurement) {
    this.probes = probes;
    this.measurement = measurement;
  }

  /**
   * @return one reading for each signal that is measured; none where nothing is
   */
  public List<ProbeReading> measure(List<IncidentAlert> alerts, Instant now) {
    var first = alerts.stream().map(IncidentAlert::startsAt).min(Instant::compareTo).orElse(now);
    var furthest = now.minus(FURTHEST);
    var since = first.isBefore(furthest) ? furthest : first;
    return probes.of(alerts).stream().flatMap(probe -> reading(probe, since, now)).toList();
  }

  private Stream<ProbeReading> reading(Probe probe, Instant since, Instant now) {
    var reading = measurement.measure(probe, now).reading();
    return reading.value().equals(ProbeReading.NONE) && !measurement.isKnown(probe, since, now)
        ? Stream.empty()
        : Stream.of(reading);
  }
}
