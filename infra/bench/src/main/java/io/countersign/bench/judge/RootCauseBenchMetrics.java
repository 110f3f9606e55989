package io.countersign.bench.judge;

import io.countersign.domain.diagnosis.Evidence.Series;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.domain.diagnosis.TimeSeries.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of one incident. The first quarter is the baseline: when the fault began isn't told.
 *
 * @param windowFrom where the baseline ends
 */
record RootCauseBenchMetrics(List<Series> series, Instant windowFrom, Instant end) {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int BASELINE_PART = 4;

  private record Metric(String service, String name) {}

  /** The meaning of a metric's name, in the naming of OpenTelemetry and Prometheus. */
  private record Meaning(Signal signal, double unit) {}

  static RootCauseBenchMetrics read(Path file) throws IOException {
    Map<Metric, List<Point>> metrics = new LinkedHashMap<>();
    for (var line : DataSetFile.of(file).stream().skip(1).toList()) {
      var fields = line.split(",", -1);
      metrics
          .computeIfAbsent(new Metric(fields[1], fields[2]), _ -> new ArrayList<>())
          .add(new Point(Instant.parse(fields[0]), Double.parseDouble(fields[3])));
    }
    var times = metrics.values().stream().flatMap(List::stream).map(Point::at).sorted().toList();
    var from = times.getFirst();
    var windowFrom = from.plus(Duration.between(from, times.getLast()).dividedBy(BASELINE_PART));
    List<Series> series = new ArrayList<>();
    metrics.forEach(
        (metric, points) ->
            meaning(metric.name())
                .ifPresent(it -> series.add(series(metric, it, points, windowFrom))));
    return new RootCauseBenchMetrics(series, windowFrom, times.getLast());
  }

  private static Series series(
      Metric metric, Meaning meaning, List<Point> points, Instant windowFrom) {
    var scaled =
        points.stream().map(it -> new Point(it.at(), it.value() * meaning.unit())).toList();
    return new Series(
        RootCauseBenchScenario.entity(metric.service()),
        meaning.signal(),
        new TimeSeries(STEP, scaled.stream().filter(it -> it.at().isBefore(windowFrom)).toList()),
        new TimeSeries(STEP, scaled.stream().filter(it -> !it.at().isBefore(windowFrom)).toList()),
        metric.service() + " " + metric.name());
  }

  private static Optional<Meaning> meaning(String name) {
    if (name.matches(".*(error|5xx|failure).*_(ratio|rate)")) {
      return Optional.of(new Meaning(Signal.ERRORS, 1));
    }
    if (name.matches(".*(error|5xx|failure).*_pct")) {
      return Optional.of(new Meaning(Signal.ERRORS, 0.01));
    }
    if (name.matches(".*(duration|latency).*_ms")) {
      return Optional.of(new Meaning(Signal.LATENCY, 0.001));
    }
    if (name.matches(".*(duration|latency|wait).*_seconds.*")) {
      return Optional.of(new Meaning(Signal.LATENCY, 1));
    }
    if (name.matches(".*(utilization|cpu_pct|usage_pct)")) {
      return Optional.of(new Meaning(Signal.SATURATION, 0.01));
    }
    return counted(name).map(signal -> new Meaning(signal, 1));
  }

  private static Optional<Signal> counted(String name) {
    if (name.matches(".*_per_sec(ond)?")) {
      return Optional.of(Signal.RATE);
    }
    if (name.matches(".*restart.*_total")) {
      return Optional.of(Signal.RESTARTS);
    }
    if (name.matches(".*ready_replicas")) {
      return Optional.of(Signal.REPLICAS);
    }
    return name.matches(".*uptime_seconds") ? Optional.of(Signal.UP) : Optional.empty();
  }
}
