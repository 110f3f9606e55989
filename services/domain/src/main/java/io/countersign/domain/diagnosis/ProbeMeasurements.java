package io.countersign.domain.diagnosis;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Probes as they were measured.
 *
 * @param at when the measurement began: it's judged by that instant
 * @param earliest before this they can't all hold, by what was measured: the last value that was
 *     against one lies less than its stability time back; null where nothing was
 */
public record ProbeMeasurements(
    Instant at, List<ProbeReading> readings, @Nullable Instant earliest) {
  public ProbeMeasurements {
    readings = List.copyOf(readings);
  }
}
