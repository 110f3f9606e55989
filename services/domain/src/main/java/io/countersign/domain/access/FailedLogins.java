package io.countersign.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Failed logins in a row, and the lock that they led to.
 *
 * @param failures instants of the failures that still count, in order of record
 * @param lockedUntil end of the last lock; {@link Instant#EPOCH} when there was none
 */
public record FailedLogins(List<Instant> failures, Instant lockedUntil) {
  /** The fifth failure in a row ... */
  public static final int LOCKING_FAILURES = 5;

  /** ... within this time ... */
  public static final Duration FAILURES_COUNT_FOR = Duration.ofMinutes(15);

  /** ... locks the principal out for this long. */
  public static final Duration LOCK = Duration.ofMinutes(15);

  public static final FailedLogins NONE = new FailedLogins(List.of(), Instant.EPOCH);

  public FailedLogins {
    failures = List.copyOf(failures);
  }

  public boolean lockedAt(Instant at) {
    return at.isBefore(lockedUntil);
  }

  /** Whether a failure now is the one that locks. */
  boolean locksWithFailureAt(Instant at) {
    return failed(at).failures().size() >= LOCKING_FAILURES;
  }

  FailedLogins failed(Instant at) {
    var oldest = at.minus(FAILURES_COUNT_FOR);
    var counting = failures.stream().filter(failure -> failure.isAfter(oldest));
    return new FailedLogins(Stream.concat(counting, Stream.of(at)).toList(), lockedUntil);
  }

  FailedLogins locked(Instant until) {
    return new FailedLogins(List.of(), until);
  }
}
