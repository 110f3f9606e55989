package io.countersign.domain.incident;

import java.time.Duration;
import java.time.Instant;

/**
 * The time for which no alert of an incident fired: the ground of a recovery where nothing can be
 * measured.
 *
 * @param since when something was last heard of its alerts (UTC)
 * @param seconds how long it had to last
 */
public record QuietPeriod(Instant since, int seconds) {
  boolean overBy(Instant at) {
    return !at.isBefore(since.plus(Duration.ofSeconds(seconds)));
  }
}
