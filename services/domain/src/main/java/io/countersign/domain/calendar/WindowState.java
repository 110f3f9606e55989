package io.countersign.domain.calendar;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a target at an instant: whether work on it may begin, and what comes next.
 *
 * @param calendar that says so; of several the first; null where none is about the target, or what
 *     is isn't in the way
 * @param since when it began, as far as is known (UTC); null for always
 * @param until when it changes (UTC); null for never, as far as is computed
 * @param next what it changes to; null with {@code until}
 * @param opensAt when it's open next, the instant itself while it is; null for never, as far as is
 *     computed
 */
public record WindowState(
    State state,
    @Nullable CalendarId calendar,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable State next,
    @Nullable Instant opensAt) {
  /** The states of a target. */
  public enum State {
    OPEN,
    /** It has windows, and none is open. */
    CLOSED,
    BLACKED_OUT,
    FROZEN
  }

  /** Of what no calendar is about. */
  public static WindowState always(Instant at) {
    return new WindowState(State.OPEN, null, null, null, null, at);
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether it's open for that long from an instant on. */
  public boolean isOpenFor(Duration needed, Instant at) {
    return isOpen() && (until == null || !at.plus(needed).isAfter(until));
  }

  /** In words, such as {@code FROZEN by release-week until 2026-12-01T06:00:00Z (then OPEN)}. */
  public String text() {
    return state
        + (calendar == null ? "" : " by " + calendar.name())
        + (until == null ? "" : " until " + until + " (then " + next + ")");
  }
}
