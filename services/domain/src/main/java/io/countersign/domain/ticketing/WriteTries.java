package io.countersign.domain.ticketing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tries to write one value of a field, whatever became of it there: a write that brings nothing
 * isn't repeated for ever, also where it seems to land each time and something there changes it
 * back.
 *
 * @param of what was written last; null before anything was
 * @param times how often in a row, those left out whose answer failed
 * @param untaken what doesn't stand there, and is known not to; null for nothing
 */
public record WriteTries(@Nullable Agreement of, int times, @Nullable Untaken untaken) {
  static final WriteTries NONE = new WriteTries(null, 0, null);

  /** The same value is written so often before it's held not to be taken. */
  static final int MOST = 3;

  /** What is refused is tried anew when something changes there, so often. */
  private static final int MOST_REFUSED = 10;

  /** From here on only a person, or another value, has it tried again. */
  private static final int LAST = 16;

  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(24);

  /**
   * A value that isn't taken.
   *
   * @param wanted both sides as they would be
   * @param tries how often it had been written by then
   * @param nextAt when it's tried again whatever happens; null where something has to happen
   */
  public record Untaken(Agreement wanted, NotTaken why, int tries, @Nullable Instant nextAt) {}

  /** What is to be done about a value that is to stand there. */
  enum Due {
    NOTHING,
    WRITE,
    /** It's to be put on record that it isn't taken. */
    LEAVE
  }

  WriteTries again(Agreement wanted) {
    var same = untaken != null && untaken.wanted().equals(wanted) ? untaken : null;
    return new WriteTries(wanted, timesOf(wanted) + 1, same);
  }

  /** The answer to the last one failed: it may not have come there. */
  WriteTries failed() {
    return new WriteTries(of, Math.max(0, times - 1), untaken);
  }

  WriteTries stands() {
    return new WriteTries(of, times, null);
  }

  WriteTries left(Untaken now) {
    return new WriteTries(now.wanted(), timesOf(now.wanted()), now);
  }

  int timesOf(Agreement wanted) {
    return wanted.equals(of) ? times : 0;
  }

  /** Whether what isn't taken is what ours is still. */
  boolean isOf(String ours) {
    return untaken != null && untaken.wanted().isOurs(ours);
  }

  /**
   * @param pending whether what stands here isn't what was agreed on
   */
  Due due(Agreement wanted, boolean pending, Instant now) {
    int tried = timesOf(wanted);
    var known = untaken != null && untaken.wanted().equals(wanted) ? untaken : null;
    if (known == null) {
      var ours = wanted.ours();
      boolean reworded = ours != null && isOf(ours); // somebody mended the rule
      return !pending && !reworded ? Due.NOTHING : tried < MOST ? Due.WRITE : Due.LEAVE;
    }
    return switch (known.why()) {
      case UNMAPPED, REFUSED -> pending && tried < MOST_REFUSED ? Due.WRITE : Due.NOTHING;
      case NOT_KEPT -> {
        if (tried > known.tries()) {
          yield Due.LEAVE;
        }
        var nextAt = known.nextAt();
        yield nextAt != null && !nextAt.isAfter(now) ? Due.WRITE : Due.NOTHING;
      }
    };
  }

  /** When a value that isn't kept is written again; null for never by itself. */
  static @Nullable Instant next(NotTaken why, int tries, Instant now) {
    return switch (why) {
      case REFUSED, UNMAPPED -> null;
      case NOT_KEPT -> tries < LAST ? now.plus(pause(tries)) : null;
    };
  }

  private static Duration pause(int tries) {
    var pause = FIRST.multipliedBy(1L << Math.clamp(tries - MOST, 0, LAST));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
