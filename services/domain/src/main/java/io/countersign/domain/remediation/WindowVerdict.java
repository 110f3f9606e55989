package io.countersign.domain.remediation;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.calendar.WindowState;
import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of calendars: whether all targets are open, for as long as steps and their way back
 * may take.
 *
 * @param code why not; null where they are
 * @param detail in words; empty where they are
 * @param opensAt when they are, for long enough (UTC); null for never, as far as is computed
 */
public record WindowVerdict(@Nullable RefusalCode code, String detail, @Nullable Instant opensAt) {
  /** Several targets may open in turn; whoever asks longer than that asks again. */
  private static final int ROUNDS = 100;

  public boolean isOpen() {
    return code == null;
  }

  public static WindowVerdict of(
      TargetTimes facts, List<EntityId> targets, TimeNeeded needed, Instant at) {
    for (var target : targets) {
      var state = facts.state(target, at);
      if (!state.isOpenFor(needed.total(), at)) {
        return closed(target, state, needed, opensAt(facts, targets, needed.total(), at));
      }
    }
    return new WindowVerdict(null, "", at);
  }

  private static WindowVerdict closed(
      EntityId target, WindowState state, TimeNeeded needed, @Nullable Instant opensAt) {
    var code =
        switch (state.state()) {
          case OPEN -> RefusalCode.WINDOW_TOO_SHORT;
          case CLOSED, BLACKED_OUT -> RefusalCode.WINDOW_CLOSED;
          case FROZEN -> RefusalCode.FROZEN;
        };
    var detail =
        target
            + " is "
            + state.text()
            + (state.isOpen() ? ", and this may take " + needed.text() : "")
            + (opensAt == null ? "" : "; it may begin at " + opensAt);
    return new WindowVerdict(code, detail, opensAt);
  }

  private static @Nullable Instant opensAt(
      TargetTimes facts, List<EntityId> targets, Duration needed, Instant at) {
    var when = at;
    for (int round = 0; round < ROUNDS; round++) {
      var before = when;
      for (var target : targets) {
        var open = facts.opensFor(target, needed, when);
        if (open.isEmpty()) {
          return null;
        }
        when = open.get();
      }
      if (when.equals(before)) {
        return when;
      }
    }
    return null;
  }
}
