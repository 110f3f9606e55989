package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import java.util.List;

/**
 * The usable content of a delivery of alerts.
 *
 * @param received how many alerts the body held, good, bad and untaken
 * @param observations in the body's order
 * @param heartbeats signs of life of their sources: they open nothing
 * @param refused why alerts were left out, one entry for each of them
 * @param untaken how many the body held beyond what is taken of one
 * @param adjusted what was done to alerts so that they could be kept, one entry for each of them
 * @param truncated how many the source itself left out
 * @param groupKey the source's name for the group; empty if it has none
 */
public record AlertBatch(
    int received,
    List<AlertObservation> observations,
    List<Heartbeat> heartbeats,
    List<InputProblem> refused,
    int untaken,
    List<InputProblem> adjusted,
    long truncated,
    String groupKey) {
  public AlertBatch {
    observations = List.copyOf(observations);
    heartbeats = List.copyOf(heartbeats);
    refused = List.copyOf(refused);
    adjusted = List.copyOf(adjusted);
  }
}
