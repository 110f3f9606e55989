package io.countersign.connectors.memory;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.LabelledSeries;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.connectors.template.TextTemplate;
import io.countersign.domain.CanonicalJson;
import io.countersign.domain.Decimal;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A source that answers what it was given. Safe for use by many threads. */
public final class MemoryEvidenceSource extends MemoryConnection implements EvidenceSource {
  private final Map<Signal, TextTemplate> queries = new ConcurrentHashMap<>();
  private final Map<String, List<LabelledSeries>> data = new ConcurrentHashMap<>();
  private final Map<String, List<String>> shortcomings = new ConcurrentHashMap<>();

  public MemoryEvidenceSource(String name) {
    super(name);
  }

  /** What a query's answers lack from now on. */
  public void warn(String query, String... texts) {
    shortcomings.put(query, List.of(texts));
  }

  /** What a query finds from now on, values that aren't numbers among it. */
  public void put(String query, List<LabelledSeries> series) {
    data.put(query, List.copyOf(series));
  }

  /**
   * Has a query for a signal of every entity from now on.
   *
   * @param template over {@code ${name}}, the entity's
   */
  public void measure(Signal signal, String template) {
    queries.put(signal, TextTemplate.parse(template));
  }

  @Override
  public Optional<String> query(Signal signal, EntityId entity) {
    return Optional.ofNullable(queries.get(signal))
        .map(it -> it.fill(Map.of("name", entity.name())));
  }

  @Override
  public Duration step() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration baseline() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Duration settled() {
    return Duration.ZERO;
  }

  @Override
  public Outcome<RangeAnswer> range(String query, Instant from, Instant to, Duration step) {
    return unlessFailing(() -> Outcome.ok(answer(query, from, to, step)));
  }

  private RangeAnswer answer(String query, Instant from, Instant to, Duration step) {
    var found =
        data.getOrDefault(query, List.of()).stream()
            .map(series -> within(series, from, to, step))
            .filter(series -> !series.series().isEmpty() || !series.nonNumbers().isEmpty())
            .sorted(Comparator.comparing(series -> CanonicalJson.write(series.labels())))
            .toList();
    return new RangeAnswer(found, digest(found), shortcomings.getOrDefault(query, List.of()));
  }

  private static LabelledSeries within(
      LabelledSeries series, Instant from, Instant to, Duration step) {
    var points =
        series.answered().stream()
            .filter(point -> !point.at().isBefore(from) && !point.at().isAfter(to))
            .toList();
    return LabelledSeries.of(series.labels(), step, points);
  }

  private static Digest digest(List<LabelledSeries> found) {
    return Digest.ofJson(
        found.stream()
            .map(series -> Map.of("metric", series.labels(), "values", values(series)))
            .toList());
  }

  private static List<List<Object>> values(LabelledSeries series) {
    return series.answered().stream()
        .map(point -> List.<Object>of(point.at().toEpochMilli(), text(point.value())))
        .toList();
  }

  private static String text(double value) {
    return Double.isFinite(value) ? Decimal.text(value) : Double.toString(value);
  }
}
