package io.countersign.domain.incident;

import java.time.Duration;

/**
 * How near an alert must be to an incident to belong to it.
 *
 * @param joinWindow between the incident's last alert and this one, either way, for a tie by
 *     topology
 * @param maxDistance relations between the two entities, of which one depends on the other
 */
public record CorrelationSettings(Duration joinWindow, int maxDistance) {
  public static final CorrelationSettings DEFAULT =
      new CorrelationSettings(Duration.ofMinutes(5), 2);
}
