package io.countersign.server.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The pace of looks at what sources are silent about. After a start, and after a time in which
 * nothing could be recorded, sources first get a while to say again what nobody heard: their
 * silence was ours.
 */
final class StalenessPace {
  /** How many looks a staleness time is divided into. */
  private static final int LOOKS = 20;

  private static final Duration SELDOM = Duration.ofMinutes(5);

  /** A break between two rounds that a busy machine explains. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private final Instant started;
  private final Map<String, Instant> looked = new HashMap<>();
  private final Map<String, Instant> asked = new HashMap<>();
  private final Map<String, Instant> listening = new HashMap<>();

  StalenessPace(Instant started) {
    this.started = started;
  }

  /** Asked in every round in which the record answers; a break between two of them is an outage. */
  boolean isTimeToLook(String integration, Duration patience, Instant now) {
    var part = patience.dividedBy(LOOKS);
    var before = asked.put(integration, now);
    if (before != null && now.isAfter(before.plus(part.compareTo(SHORT) > 0 ? part : SHORT))) {
      listening.put(integration, now);
    }
    var since = listening.getOrDefault(integration, started);
    var next =
        looked
            .getOrDefault(integration, Instant.EPOCH)
            .plus(part.compareTo(SELDOM) < 0 ? part : SELDOM);
    if (now.isBefore(since.plus(patience.dividedBy(2))) || now.isBefore(next)) {
      return false;
    }
    looked.put(integration, now);
    return true;
  }
}
