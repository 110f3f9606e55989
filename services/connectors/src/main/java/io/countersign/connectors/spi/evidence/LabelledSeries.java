package io.countersign.connectors.spi.evidence;

import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One series of an answer.
 *
 * @param labels what tells it from the answer's other series; may be empty
 * @param series finite values only
 * @param nonNumbers what was answered instead of a number (NaN, an infinity): it was asked for and
 *     came, but says nothing
 */
public record LabelledSeries(
    Map<String, String> labels, TimeSeries series, List<TimeSeries.Point> nonNumbers) {
  public LabelledSeries {
    labels = Map.copyOf(labels);
    nonNumbers = List.copyOf(nonNumbers);
  }

  /** All that was answered, by time. */
  public List<TimeSeries.Point> answered() {
    return Stream.concat(series.points().stream(), nonNumbers.stream())
        .sorted(Comparator.comparing(TimeSeries.Point::at))
        .toList();
  }

  /** A series of points, each put where it belongs. */
  public static LabelledSeries of(
      Map<String, String> labels, Duration step, List<TimeSeries.Point> points) {
    var parted =
        points.stream().collect(Collectors.partitioningBy(it -> Double.isFinite(it.value())));
    return new LabelledSeries(
        labels,
        new TimeSeries(step, parted.getOrDefault(true, List.of())),
        parted.getOrDefault(false, List.of()));
  }
}
