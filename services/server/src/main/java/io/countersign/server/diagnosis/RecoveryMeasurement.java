package io.countersign.server.diagnosis;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.server.config.Connections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The measurement of whether an incident has gone by itself. A query of a kind has no answer for
 * those of its entities that nobody measures, and so none that could ever hold: what nobody ever
 * measured has no part in it. That takes two to say: the evidence that was gathered for the
 * incident had nothing, and the source has nothing since before the first alert. A source that lost
 * what it had is no recovery.
 */
@Component
public final class RecoveryMeasurement {
  /** Further back a source need not be asked: so long a silence says it as well. */
  private static final Duration FURTHEST = Duration.ofHours(24);

  /** Of a long time a source is asked for so many points; seldomer than its own step then. */
  private static final int MOST_POINTS = 1_000;

  private final RecoveryProbes probes;
  private final ProbeMeasurement measurement;
  private final Connections connections;

  RecoveryMeasurement(
      RecoveryProbes probes, ProbeMeasurement measurement, Connections connections) {
    this.probes = probes;
    this.measurement = measurement;
    this.connections = connections;
  }

  /**
   * @param asked what was asked when evidence was last gathered; it's looked at where a source has
   *     nothing
   * @return one reading for each signal that is measured; none where nothing is
   */
  public List<ProbeReading> measure(
      List<IncidentAlert> alerts, Supplier<List<Claim>> asked, Instant now) {
    var first = alerts.stream().map(IncidentAlert::startsAt).min(Instant::compareTo).orElse(now);
    var furthest = now.minus(FURTHEST);
    var since = first.isBefore(furthest) ? furthest : first;
    return probes.of(alerts).stream().flatMap(it -> reading(it, asked, since, now)).toList();
  }

  private Stream<ProbeReading> reading(
      Probe probe, Supplier<List<Claim>> asked, Instant since, Instant now) {
    var reading = measurement.measure(probe, now).reading();
    return reading.value().equals(ProbeReading.NONE)
            && hadNothing(reading.claim(), asked.get())
            && !isKnown(probe, since, now)
        ? Stream.empty()
        : Stream.of(reading);
  }

  /** The same question had the same answer then: none. */
  private static boolean hadNothing(Claim nothing, List<Claim> asked) {
    return asked.stream()
        .filter(it -> it.source().equals(nothing.source()) && it.query().equals(nothing.query()))
        .findFirst()
        .filter(it -> it.digest().equals(nothing.digest()))
        .isPresent();
  }

  /**
   * Whether its source has anything of it since some time before an instant; true where that can't
   * be told.
   */
  private boolean isKnown(Probe probe, Instant since, Instant now) {
    return connections.evidence(probe.source()).stream()
        .noneMatch(source -> hasNothing(source, probe, since.minus(source.baseline()), now));
  }

  private static boolean hasNothing(EvidenceSource source, Probe probe, Instant from, Instant now) {
    var coarse = Duration.between(from, now).dividedBy(MOST_POINTS);
    var step = coarse.compareTo(source.step()) > 0 ? coarse : source.step();
    return source.range(probe.query(), from, now, step) instanceof Outcome.Ok<RangeAnswer>(var all)
        && all.series().isEmpty();
  }
}
