package io.countersign.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

/**
 * The refusals that an aggregate recorded within its latest minute with one: part of each
 * aggregate's state, so that somebody who hammers on a closed door is refused each time but
 * recorded once a minute.
 *
 * @param minute the start of that minute (UTC)
 * @param refused whom, with which code, within it
 */
public record RecentRefusals(Instant minute, Set<Key> refused) {
  /** What is coalesced. */
  public record Key(PrincipalId by, RefusalCode code) {}

  public static final RecentRefusals NONE = new RecentRefusals(Instant.EPOCH, Set.of());

  public RecentRefusals {
    refused = Set.copyOf(refused);
  }

  /** Whether this refusal is on record for the minute of {@code at}. */
  public boolean holds(PrincipalId by, RefusalCode code, Instant at) {
    return minute.equals(minuteOf(at)) && refused.contains(new Key(by, code));
  }

  /** With a refusal that was recorded; an older minute than the latest is forgotten at once. */
  public RecentRefusals with(PrincipalId by, RefusalCode code, Instant at) {
    var other = minuteOf(at);
    if (other.isBefore(minute)) {
      return this;
    }
    var keys = other.equals(minute) ? new HashSet<>(refused) : new HashSet<Key>();
    keys.add(new Key(by, code));
    return new RecentRefusals(other, keys);
  }

  private static Instant minuteOf(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }
}
