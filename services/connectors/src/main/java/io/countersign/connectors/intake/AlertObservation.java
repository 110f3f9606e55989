package io.countersign.connectors.intake;

import io.countersign.domain.BlobRef;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;

/**
 * One alert of a delivery.
 *
 * @param observation the command, without the reference to its annotations
 * @param annotations the moving text as a JSON object, to be kept beside the record; empty if none
 */
public record AlertObservation(ObserveAlert observation, String annotations) {
  /** The command with the reference to where the annotations are kept. */
  public ObserveAlert with(BlobRef reference) {
    return new ObserveAlert(
        observation.integration(),
        observation.fingerprint(),
        observation.name(),
        observation.severity(),
        observation.entity(),
        observation.signal(),
        observation.firing(),
        observation.startsAt(),
        observation.endsAt(),
        observation.labels(),
        reference,
        observation.reading(),
        observation.group());
  }
}
