package io.countersign.server.access;

import io.countersign.domain.Digest;
import io.countersign.domain.access.FailedLogins;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lock of names that nobody has, just like those that somebody has, so that a lock doesn't tell
 * who exists. Known in this process only, which is enough for that.
 */
final class UnknownNameLockout {
  private static final int MOST = 10_000;

  private record Tried(Deque<Instant> failures, Instant lockedUntil) {}

  private final Map<Digest, Tried> names =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Tried> eldest) {
          return size() > MOST;
        }
      };

  /** Whether the name is locked; a failure that locks is itself still an ordinary one. */
  synchronized boolean failed(String name, Instant at) {
    var key = Digest.of(name.getBytes(StandardCharsets.UTF_8));
    var tried = names.getOrDefault(key, new Tried(new ArrayDeque<>(), Instant.EPOCH));
    if (at.isBefore(tried.lockedUntil())) {
      return true;
    }
    var failures = tried.failures();
    failures.removeIf(failure -> !failure.isAfter(at.minus(FailedLogins.FAILURES_COUNT_FOR)));
    failures.add(at);
    boolean locks = failures.size() >= FailedLogins.LOCKING_FAILURES;
    names.put(
        key,
        locks
            ? new Tried(new ArrayDeque<>(), at.plus(FailedLogins.LOCK))
            : new Tried(failures, Instant.EPOCH));
    return false;
  }
}
