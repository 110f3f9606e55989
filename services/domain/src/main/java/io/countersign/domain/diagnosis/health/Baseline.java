package io.countersign.domain.diagnosis.health;

import io.countersign.domain.diagnosis.TimeSeries;
import java.util.List;
import java.util.Optional;

/**
 * The usual values of a signal: robust against the outliers that every baseline has.
 *
 * @param deviation median of the absolute deviations from the median
 * @param high what only one point in a hundred is above
 */
public record Baseline(double median, double deviation, double high) {
  /** None when nothing was measured. */
  static Optional<Baseline> of(List<TimeSeries.Point> points) {
    if (points.isEmpty()) {
      return Optional.empty();
    }
    var values = points.stream().mapToDouble(TimeSeries.Point::value).sorted().toArray();
    double median = values[values.length / 2];
    var deviations = points.stream().mapToDouble(p -> Math.abs(p.value() - median)).sorted();
    double high = values[values.length - 1 - values.length / 100];
    return Optional.of(new Baseline(median, deviations.toArray()[values.length / 2], high));
  }

  /** How many usual deviations a value is above the median; none is less than {@code least}. */
  double strength(double value, double least) {
    return (value - median) / Math.max(deviation, least);
  }
}
