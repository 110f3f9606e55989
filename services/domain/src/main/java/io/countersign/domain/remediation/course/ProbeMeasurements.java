package io.countersign.domain.remediation.course;

import io.countersign.domain.diagnosis.ProbeReading;
import java.time.Instant;
import java.util.List;

/**
 * The plan's probes as they were measured.
 *
 * @param at when the measurement began: it's judged by that instant
 */
public record ProbeMeasurements(Instant at, List<ProbeReading> readings) {
  public ProbeMeasurements {
    readings = List.copyOf(readings);
  }
}
