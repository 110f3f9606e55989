package io.countersign.domain.planning;

import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Signal;
import java.util.Map;

/**
 * The ground of a plan: all that it is made from, besides the runbook.
 *
 * @param cause the one that stands out
 * @param observed the cause's entity as just read by the executor, with all fields it tells of
 * @param executor name of the configured executor that can act on it
 * @param queries for each signal that a query is configured for
 * @param measured what each of these signals is and usually was
 * @param stabilitySeconds how long each probe must hold without a break
 */
public record PlanningInput(
    IncidentId incident,
    Cause cause,
    TargetState observed,
    Topology topology,
    String executor,
    Map<Signal, SignalQuery> queries,
    Map<Signal, SignalMeasurement> measured,
    int stabilitySeconds) {
  public PlanningInput {
    queries = Map.copyOf(queries);
    measured = Map.copyOf(measured);
  }

  /** What is known of a signal, which may be nothing. */
  SignalMeasurement measured(Signal signal) {
    return measured.getOrDefault(signal, SignalMeasurement.NOTHING);
  }
}
