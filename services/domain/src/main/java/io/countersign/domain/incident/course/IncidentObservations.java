package io.countersign.domain.incident.course;

import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ProbeReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers of telemetry to what the course asked for in this turn.
 *
 * @param examined what follows from looking again; null before that
 * @param readings of the probes that were measured; null before that
 */
public record IncidentObservations(
    @Nullable Diagnosis examined, @Nullable List<ProbeReading> readings) {
  public static final IncidentObservations NONE = new IncidentObservations(null, null);

  public IncidentObservations with(Diagnosis diagnosis) {
    return new IncidentObservations(diagnosis, readings);
  }

  public IncidentObservations with(List<ProbeReading> measured) {
    return new IncidentObservations(examined, List.copyOf(measured));
  }
}
