package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import java.util.List;

/**
 * The usable content of a delivery of alerts.
 *
 * @param received how many alerts the body held, good and bad
 * @param observations in the body's order
 * @param heartbeats alerts of severity {@code none}: they open nothing
 * @param refused why alerts were left out, at least one entry for each of them
 * @param refusedAlerts how many were left out
 * @param truncated how many the source itself left out
 * @param groupKey the source's name for the group; empty if it has none
 */
public record AlertBatch(
    int received,
    List<AlertObservation> observations,
    List<Heartbeat> heartbeats,
    List<InputProblem> refused,
    int refusedAlerts,
    long truncated,
    String groupKey) {
  public AlertBatch {
    observations = List.copyOf(observations);
    heartbeats = List.copyOf(heartbeats);
    refused = List.copyOf(refused);
  }
}
