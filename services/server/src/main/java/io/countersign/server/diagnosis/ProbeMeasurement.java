package io.countersign.server.diagnosis;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.domain.Decimal;
import io.countersign.domain.Digest;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.ProbeMeasurements;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.server.config.Connections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The measurement of probes over their stability time. Nothing measured means that a probe doesn't
 * hold.
 */
@Component
public final class ProbeMeasurement {
  /** Share of the points of a window that must be there; a scrape may fail now and then. */
  private static final double ENOUGH = 0.7;

  private final Connections connections;

  ProbeMeasurement(Connections connections) {
    this.connections = connections;
  }

  /**
   * One probe's measurement.
   *
   * @param earliest before this it can't hold; null where no value was against it
   */
  record Measured(ProbeReading reading, @Nullable Instant earliest) {}

  /** One reading a probe, for the stability time that ends now. */
  public ProbeMeasurements measure(List<Probe> probes, Instant now) {
    var measured = probes.stream().map(p -> measure(p, now)).toList();
    var earliest =
        measured.stream()
            .map(Measured::earliest)
            .flatMap(Stream::ofNullable)
            .max(Instant::compareTo);
    var readings = measured.stream().map(Measured::reading).toList();
    return new ProbeMeasurements(now, readings, earliest.orElse(null));
  }

  Measured measure(Probe probe, Instant now) {
    var source = connections.evidence(probe.source());
    var from = now.minusSeconds(probe.stabilitySeconds());
    if (source.isEmpty()) {
      return unmeasured(probe, from, now, "no source of this name is configured");
    }
    return switch (source.get().range(probe.query(), from, now, source.get().step())) {
      case Outcome.Ok<RangeAnswer>(var answer) when answer.series().size() > 1 ->
          unmeasured(probe, from, now, "the query answers several series where one is wanted");
      case Outcome.Ok<RangeAnswer>(var answer) -> read(probe, source.get(), from, now, answer);
      case Outcome.Failed<RangeAnswer> failed ->
          unmeasured(probe, from, now, failed.code() + " " + failed.message());
    };
  }

  private static Measured read(
      Probe probe, EvidenceSource source, Instant from, Instant now, RangeAnswer answer) {
    var points =
        answer.series().isEmpty()
            ? List.<TimeSeries.Point>of()
            : answer.series().getFirst().series().points();
    var value = points.isEmpty() ? ProbeReading.NONE : Decimal.text(points.getLast().value());
    var held = complete(points, source.step(), from, now);
    held &= points.stream().allMatch(p -> probe.holds(p.value()));
    var claim =
        claim(probe, from, now, source.step(), answer.digest(), statement(probe, value, held));
    return new Measured(
        new ProbeReading(probe.name(), value, held, now, claim),
        earliest(probe, points, source.step()));
  }

  /** Once its stability time lies after the last value against it. */
  private static @Nullable Instant earliest(
      Probe probe, List<TimeSeries.Point> points, Duration step) {
    return points.stream()
        .filter(point -> !probe.holds(point.value()))
        .map(point -> point.at().plus(step).plusSeconds(probe.stabilitySeconds()))
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static boolean complete(
      List<TimeSeries.Point> points, Duration step, Instant from, Instant now) {
    double wanted = (double) Duration.between(from, now).toMillis() / step.toMillis();
    return points.size() >= Math.max(1, wanted * ENOUGH);
  }

  private static String statement(Probe probe, String value, boolean held) {
    var wanted = probe.comparison().name().toLowerCase(Locale.ROOT) + " " + probe.threshold();
    return probe.name()
        + (" is " + value + " (wanted " + wanted)
        + (" for " + probe.stabilitySeconds() + " s): ")
        + (held ? "holds" : "doesn't hold");
  }

  private static Measured unmeasured(Probe probe, Instant from, Instant now, String why) {
    var nothing = Digest.ofJson(Map.of("unmeasured", why));
    var claim = claim(probe, from, now, Duration.ZERO, nothing, probe.name() + ": " + why);
    return new Measured(
        new ProbeReading(probe.name(), ProbeReading.UNANSWERED, false, now, claim), null);
  }

  private static Claim claim(
      Probe probe, Instant from, Instant now, Duration step, Digest digest, String statement) {
    return new Claim(
        probe.name(),
        probe.source(),
        probe.query(),
        from,
        now,
        Math.toIntExact(step.toSeconds()),
        digest,
        statement);
  }
}
