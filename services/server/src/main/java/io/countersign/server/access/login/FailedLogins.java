package io.countersign.server.access.login;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The failed logins of late. They count for one name from one source, so that nobody can lock
 * another out from elsewhere, and whether or not somebody has the name, so that a lock doesn't
 * tell. Known in this process only: what is guessed at several servers is guessed a few times more.
 */
final class FailedLogins {
  /** The fifth failure in a row ... */
  static final int LOCKING_FAILURES = 5;

  /** ... within this time ... */
  static final Duration COUNTING = Duration.ofMinutes(15);

  /** ... locks the name for that source for this long. */
  static final Duration LOCK = Duration.ofMinutes(15);

  /**
   * Who was right from there before isn't kept out by others who guess from there: after each
   * failure only so long.
   */
  static final Duration LOCK_OF_KNOWN = Duration.ofSeconds(30);

  /** Who was right from a place is known there for this long. */
  static final Duration KNOWN = Duration.ofDays(30);

  /** Of one source within the time: a password is being tried on many. */
  static final int SPRAYED_NAMES = 10;

  /** Of one name from wherever within the time: it's being guessed at from many places. */
  static final int GUESSED_FAILURES = 20;

  private static final int MOST = 10_000;

  /** What a source tries on a name. */
  private record Attempt(String source, String name) {}

  private record Tried(Deque<Instant> failures, Instant lockedUntil) {}

  private record Sprayed(Set<String> names, Instant since) {}

  /** What a failure led to. */
  enum Outcome {
    COUNTED,
    LOCKED,
    SPRAYING
  }

  private final Map<Attempt, Tried> attempts = bounded();
  private final Map<String, Sprayed> sources = bounded();
  private final Map<String, Deque<Instant>> names = bounded();
  private final Map<Attempt, Instant> right = bounded();

  /** Until when a name is locked for a source; empty if it isn't. */
  synchronized Optional<Instant> lockedUntil(String source, String name, Instant at) {
    return Optional.ofNullable(attempts.get(new Attempt(source, name)))
        .map(Tried::lockedUntil)
        .filter(at::isBefore);
  }

  /** The failures of others, and of the same from elsewhere, go on counting. */
  synchronized void succeeded(String source, String name, Instant at) {
    attempts.remove(new Attempt(source, name));
    right.put(new Attempt(source, name), at);
  }

  /** Whether the password of this name was known there, of late. */
  synchronized boolean wasRight(String source, String name, Instant at) {
    var last = right.get(new Attempt(source, name));
    return last != null && at.isBefore(last.plus(KNOWN));
  }

  /** Whether a name is guessed at from many places, each of which alone wouldn't be noticed. */
  synchronized boolean isGuessedAt(String name, Instant at) {
    var failures = names.get(name);
    return failures != null
        && failures.size() >= GUESSED_FAILURES
        && failures.getFirst().isAfter(at.minus(COUNTING));
  }

  /** A failure that locks is itself still an ordinary one. */
  synchronized Set<Outcome> failed(String source, String name, Instant at) {
    var outcomes = new HashSet<Outcome>();
    outcomes.add(Outcome.COUNTED);
    guessed(name, at);
    if (locks(new Attempt(source, name), at)) {
      outcomes.add(Outcome.LOCKED);
    }
    if (sprays(source, name, at)) {
      outcomes.add(Outcome.SPRAYING);
    }
    return Set.copyOf(outcomes);
  }

  /** One that was under way when the lock came neither ends nor moves it. */
  private boolean locks(Attempt attempt, Instant at) {
    var tried = attempts.getOrDefault(attempt, new Tried(new ArrayDeque<>(), Instant.EPOCH));
    if (at.isBefore(tried.lockedUntil())) {
      return false;
    }
    var failures = tried.failures();
    failures.removeIf(failure -> !failure.isAfter(at.minus(COUNTING)));
    failures.add(at);
    boolean locks = failures.size() >= LOCKING_FAILURES;
    boolean known = wasRight(attempt.source(), attempt.name(), at);
    if (locks && !known) {
      failures.clear();
    }
    attempts.put(
        attempt,
        new Tried(failures, locks ? at.plus(known ? LOCK_OF_KNOWN : LOCK) : Instant.EPOCH));
    return locks;
  }

  /** The last so many. */
  private void guessed(String name, Instant at) {
    var failures = names.computeIfAbsent(name, _ -> new ArrayDeque<>());
    failures.add(at);
    if (failures.size() > GUESSED_FAILURES) {
      failures.removeFirst();
    }
  }

  /** Once in the time. */
  private boolean sprays(String source, String name, Instant at) {
    var known = sources.get(source);
    var sprayed =
        known == null || !known.since().isAfter(at.minus(COUNTING))
            ? new Sprayed(new HashSet<>(), at)
            : known;
    sources.put(source, sprayed);
    return sprayed.names().size() < SPRAYED_NAMES
        && sprayed.names().add(name)
        && sprayed.names().size() == SPRAYED_NAMES;
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
      }
    };
  }
}
