package io.countersign.connectors.prometheus;

import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.LabelledSeries;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.domain.CanonicalJson;
import io.countersign.domain.Digest;
import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A matrix as Prometheus answers it, read and brought to one order. */
final class MatrixAnswer {
  private static final int MOST_WARNINGS = 3;
  private static final int LONGEST_WARNING = 200;
  private static final String HISTOGRAMS =
      "the query answers native histograms, of which nothing is read: ask for a number, by"
          + " histogram_quantile or histogram_fraction";

  /** A series with its canonical form: labels, and the values' own text with milliseconds. */
  private record Row(LabelledSeries series, String key, Map<String, Object> canonical) {}

  private MatrixAnswer() {}

  /**
   * @param body the whole answer: its warnings lie beside its data
   */
  static Outcome<RangeAnswer> read(JsonNode body, Duration step) {
    var data = body.path("data");
    var result = data.path("result");
    if (!"matrix".equals(data.path("resultType").asString("")) || !result.isArray()) {
      return bad();
    }
    try {
      var rows = new ArrayList<Row>();
      result.values().forEach(series -> rows.add(row(series, step)));
      rows.sort(Comparator.comparing(Row::key));
      var shortcomings = warnings(body);
      if (result.values().stream().anyMatch(series -> series.has("histograms"))) {
        shortcomings.add(HISTOGRAMS);
      }
      return Outcome.ok(
          new RangeAnswer(
              rows.stream().map(Row::series).toList(),
              Digest.ofJson(rows.stream().map(Row::canonical).toList()),
              shortcomings));
    } catch (IllegalArgumentException e) {
      return bad();
    }
  }

  private static Row row(JsonNode series, Duration step) {
    var labels = new TreeMap<String, String>();
    series
        .path("metric")
        .properties()
        .forEach(m -> labels.put(m.getKey(), m.getValue().asString()));
    var points = new ArrayList<TimeSeries.Point>();
    var values = new ArrayList<List<Object>>();
    for (var pair : series.path("values").values()) {
      var at =
          TimeFormat.UNIX_SECONDS.read(pair.path(0)).orElseThrow(IllegalArgumentException::new);
      var text = pair.path(1).asString();
      values.add(List.of(at.toEpochMilli(), text));
      points.add(new TimeSeries.Point(at, number(text)));
    }
    return new Row(
        LabelledSeries.of(labels, step, points),
        CanonicalJson.write(labels),
        Map.of("metric", labels, "values", values));
  }

  /** What is told by {@code infos} is about the query, not about the answer. */
  private static List<String> warnings(JsonNode body) {
    return body.path("warnings").values().stream()
        .limit(MOST_WARNINGS)
        .map(warning -> cut(warning.asString("")))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_WARNING
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_WARNING));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Outcome<RangeAnswer> bad() {
    return Outcome.failed(
        FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "the answer isn't a matrix of series");
  }
}
