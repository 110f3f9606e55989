package io.countersign.domain.correlation;

import java.time.Duration;

/**
 * The settings of how near an alert must be to an incident to belong to it. Times are compared by
 * when the sources say that the alerts began, so the order of delivery doesn't matter.
 *
 * @param joinWindow how long after the alert of a cause that of a dependent may begin
 * @param lead how long before it: symptoms are often noticed first
 * @param maxDistance relations between the two entities, of which one depends on the other
 * @param echoGrace how long after an incident was closed an alert may begin and still be its echo
 * @param echoPatience how long an echo may fire before the incident is opened again
 */
public record CorrelationSettings(
    Duration joinWindow,
    Duration lead,
    int maxDistance,
    Duration echoGrace,
    Duration echoPatience) {
  public static final CorrelationSettings DEFAULT =
      new CorrelationSettings(
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          2,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));
}
