package io.countersign.domain.diagnosis.health;

import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;

/**
 * The limits beyond which a signal isn't usual any more.
 *
 * @param closer whether to go by the entity's own baseline alone, where it has one
 */
record AnomalyLimits(Thresholds thresholds, boolean closer) {
  /** Less than the least that counts: steadier than this nothing is. */
  private static final double STEADIEST = 0.2;

  /** The value above which it's unhealthy. */
  double of(SignalHistory history) {
    return closer
        ? history.range().map(range -> near(history.signal(), range)).orElse(wide(history))
        : wide(history);
  }

  /** Whether a value is beyond the usual but within what is unhealthy for nearly anyone. */
  boolean slight(SignalHistory history, double value) {
    return value <= wide(history);
  }

  /** How far beyond its usual a value is, in usual deviations. */
  double strength(SignalHistory history, double value) {
    return history
        .range()
        .map(range -> range.strength(value, least(history.signal()) * STEADIEST))
        .orElse(0.0);
  }

  private double wide(SignalHistory history) {
    double usual = history.usual().orElse(0);
    double times = usual * thresholds.baselineFactor();
    return switch (history.signal()) {
      case ERRORS -> Math.max(thresholds.errorRatio(), Math.min(times, 0.99));
      case LATENCY ->
          history.range().isPresent()
              ? Math.max(thresholds.latencySeconds(), times)
              : thresholds.latencyAloneSeconds();
      // What is always full is short of capacity, but that is not what is new.
      case SATURATION ->
          usual > thresholds.saturation()
              ? usual * thresholds.loadFactor()
              : thresholds.saturation();
      case RATE, UP, RESTARTS, REPLICAS -> Double.MAX_VALUE;
    };
  }

  private double near(Signal signal, Baseline range) {
    return switch (signal) {
      case ERRORS, LATENCY ->
          Math.max(
              range.high(),
              range.median()
                  + Math.max(least(signal), range.deviation() * thresholds.closer().deviations()));
      case SATURATION -> thresholds.saturation();
      case RATE, UP, RESTARTS, REPLICAS -> Double.MAX_VALUE;
    };
  }

  private double least(Signal signal) {
    return signal == Signal.ERRORS
        ? thresholds.closer().leastErrors()
        : thresholds.closer().leastLatencySeconds();
  }
}
