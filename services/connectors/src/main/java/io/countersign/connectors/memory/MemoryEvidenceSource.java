package io.countersign.connectors.memory;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.LabelledSeries;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.domain.CanonicalJson;
import io.countersign.domain.Decimal;
import io.countersign.domain.Digest;
import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers what it was given. Safe for use by many threads. */
public final class MemoryEvidenceSource implements EvidenceSource {
  private final String name;
  private final Map<String, List<LabelledSeries>> data = new ConcurrentHashMap<>();
  private volatile Outcome.@Nullable Failed<?> failing;

  public MemoryEvidenceSource(String name) {
    this.name = name;
  }

  /** What a query finds from now on; values that aren't numbers are gaps. */
  public void put(String query, List<LabelledSeries> series) {
    data.put(query, List.copyOf(series));
  }

  /** Fails like this until it's given null. */
  public void failWith(Outcome.@Nullable Failed<?> failure) {
    failing = failure;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome<RangeAnswer> range(String query, Instant from, Instant to, Duration step) {
    var failed = failing;
    if (failed != null) {
      return failed.as();
    }
    var found =
        data.getOrDefault(query, List.of()).stream()
            .map(series -> within(series, from, to, step))
            .filter(series -> !series.series().isEmpty())
            .sorted(Comparator.comparing(series -> CanonicalJson.write(series.labels())))
            .toList();
    return Outcome.ok(new RangeAnswer(found, digest(found)));
  }

  @Override
  public ConnectionHealth check() {
    var failed = failing;
    return failed == null
        ? ConnectionHealth.working("in memory")
        : ConnectionHealth.broken(failed.message(), "End the failure that was asked for.");
  }

  private static LabelledSeries within(
      LabelledSeries series, Instant from, Instant to, Duration step) {
    var points =
        series.series().points().stream()
            .filter(point -> !point.at().isBefore(from) && !point.at().isAfter(to))
            .filter(point -> Double.isFinite(point.value()))
            .toList();
    return new LabelledSeries(series.labels(), new TimeSeries(step, points));
  }

  private static Digest digest(List<LabelledSeries> found) {
    return Digest.ofJson(
        found.stream()
            .map(
                series ->
                    Map.of("metric", series.labels(), "values", values(series.series().points())))
            .toList());
  }

  private static List<List<Object>> values(List<TimeSeries.Point> points) {
    return points.stream()
        .map(point -> List.<Object>of(point.at().toEpochMilli(), Decimal.text(point.value())))
        .toList();
  }
}
