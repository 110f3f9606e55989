package io.countersign.witness.protocol;

import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * The time of a cosignature, in seconds, never before the log's last one: who reads two of them
 * reads them in the order in which they were made. A clock that goes back a little stands still
 * meanwhile; by more than that it's wrong now or was wrong then, and nothing is signed until a
 * person says which.
 */
final class WitnessClock {
  private static final long LITTLE = Duration.ofMinutes(1).toSeconds();

  private final InstantSource source;

  WitnessClock(InstantSource source) {
    this.source = source;
  }

  /**
   * @param last of the log's last cosignature, 0 before the first
   * @return nothing where the clock went back
   */
  OptionalLong after(long last) {
    long now = source.instant().getEpochSecond();
    if (now <= 0 || last - now > LITTLE) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.max(now, last));
  }
}
