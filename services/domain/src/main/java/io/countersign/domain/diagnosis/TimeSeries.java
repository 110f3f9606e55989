package io.countersign.domain.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Measured points with their own times; gaps are simply absent.
 *
 * @param step the distance that the source was asked for
 */
public record TimeSeries(Duration step, List<Point> points) {
  /** One measured value. */
  public record Point(Instant at, double value) {}

  public TimeSeries {
    points = List.copyOf(points);
  }

  public static TimeSeries empty(Duration step) {
    return new TimeSeries(step, List.of());
  }

  public boolean isEmpty() {
    return points.isEmpty();
  }
}
