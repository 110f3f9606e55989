package io.countersign.domain.remediation;

import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.Cause;
import io.countersign.domain.incident.IncidentId;
import io.countersign.domain.incident.Signal;
import java.util.Map;

/**
 * All that a plan is made from, besides the runbook.
 *
 * @param cause the one that stands out
 * @param observed the cause's entity as just read by the executor, with all fields it tells of
 * @param executor name of the configured executor that can act on it
 * @param queries for each signal that a query is configured for
 * @param measured what each of these signals is and usually was
 * @param stabilitySeconds how long each probe must hold without a break
 */
public record Situation(
    IncidentId incident,
    Cause cause,
    TargetState observed,
    Topology topology,
    String executor,
    Map<Signal, SignalQuery> queries,
    Map<Signal, Measured> measured,
    int stabilitySeconds) {
  public Situation {
    queries = Map.copyOf(queries);
    measured = Map.copyOf(measured);
  }

  /** What is known of a signal, which may be nothing. */
  Measured measured(Signal signal) {
    return measured.getOrDefault(signal, Measured.NOTHING);
  }
}
