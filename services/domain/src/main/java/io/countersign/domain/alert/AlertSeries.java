package io.countersign.domain.alert;

import io.countersign.domain.alert.AlertEvent.HeldBack;
import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.AlertEvent.Repeated;
import io.countersign.domain.alert.AlertEvent.Resolved;
import io.countersign.domain.alert.AlertEvent.Suppressed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one alert over all its episodes, as far as its next episode depends on it: its
 * source's name for it is the fingerprint, of which at most one episode fires. Times that aren't
 * known are {@link Instant#EPOCH}.
 *
 * @param episodes how many began
 * @param last the last one; null before the first
 * @param seen where that one stands
 * @param startsAt its start, by its source's clock
 * @param firingAt when an episode was last told to fire, by ours
 * @param endsAt the latest end that was told of any episode, by its source's clock; the last one
 *     where that before lay ahead when it was told
 * @param endedAt when the last end was told, by ours
 * @param held what was told after an end and may be older than that; null for nothing
 */
public record AlertSeries(
    int episodes,
    @Nullable AlertId last,
    AlertSeen seen,
    Instant startsAt,
    Instant firingAt,
    Instant endsAt,
    Instant endedAt,
    @Nullable Held held) {
  public static final AlertSeries UNKNOWN =
      new AlertSeries(
          0,
          null,
          AlertSeen.NEVER,
          Instant.EPOCH,
          Instant.EPOCH,
          Instant.EPOCH,
          Instant.EPOCH,
          null);

  /**
   * An episode that waits to be raised.
   *
   * @param since when it was told
   * @param due when it's raised unless its end is told before
   */
  public record Held(Raised raised, Instant since, Instant due) {
    /** Whether it waits for nothing but the next command, since it can't be older than the end. */
    boolean isSure() {
      return !due.isAfter(since);
    }
  }

  /** The name of a series. */
  public static String key(String integration, String fingerprint) {
    return integration + "/" + fingerprint;
  }

  /** Whether it counts as firing: also while that is in doubt. */
  public boolean firing() {
    return seen.status() == AlertSeen.Status.FIRING || held != null;
  }

  /** What events say by themselves. */
  public AlertSeries evolve(AlertEvent event) {
    var it = event.alert().equals(last) ? this : begun(event.alert());
    var status = status(event);
    var after = it.with(new AlertSeen(it.seen.count(), status, it.seen.events() + 1));
    return switch (event) {
      case Raised e -> after.startingAt(e.startsAt());
      case Resolved e -> after.ended(e);
      case HeldBack _, Repeated _, Suppressed _ -> after;
    };
  }

  private static AlertSeen.Status status(AlertEvent event) {
    return switch (event) {
      case Raised _, HeldBack _, Repeated _ -> AlertSeen.Status.FIRING;
      case Resolved _ -> AlertSeen.Status.RESOLVED;
      case Suppressed _ -> AlertSeen.Status.SUPPRESSED;
    };
  }

  /** Silence is no word of its source: whatever comes after it can't have crossed it. */
  private AlertSeries ended(Resolved e) {
    return e.reason() == Resolved.Reason.STALE
        ? new AlertSeries(episodes, last, seen, startsAt, firingAt, endsAt, Instant.EPOCH, held)
        : endTold(e.endsAt(), e.lastSeen());
  }

  /** An end that lay ahead when it was told gives way to the next, or it hid all that come. */
  AlertSeries endTold(Instant end, Instant at) {
    var latest = endsAt.isAfter(endedAt) ? end : later(endsAt, end);
    return new AlertSeries(
        episodes, last, seen, startsAt, firingAt, latest, later(endedAt, at), held);
  }

  AlertSeries firingTold(Instant at) {
    return new AlertSeries(
        episodes, last, seen, startsAt, later(firingAt, at), endsAt, endedAt, held);
  }

  /** An observation more of its last episode. */
  AlertSeries counted() {
    return with(new AlertSeen(seen.count() + 1, seen.status(), seen.events()));
  }

  AlertSeries holding(@Nullable Held waiting) {
    return new AlertSeries(episodes, last, seen, startsAt, firingAt, endsAt, endedAt, waiting);
  }

  private AlertSeries begun(AlertId next) {
    return new AlertSeries(
        episodes + 1, next, AlertSeen.NEVER, startsAt, firingAt, endsAt, endedAt, null);
  }

  private AlertSeries startingAt(Instant start) {
    return new AlertSeries(episodes, last, seen, start, firingAt, endsAt, endedAt, held);
  }

  private AlertSeries with(AlertSeen after) {
    return new AlertSeries(episodes, last, after, startsAt, firingAt, endsAt, endedAt, held);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
