package io.countersign.domain.alert;

import io.countersign.domain.RecentRefusals;
import java.time.Instant;

/** The state of one mute. */
public sealed interface Mute {
  RecentRefusals refusals();

  /** Nobody asked for it. */
  record Unknown() implements Mute {
    @Override
    public RecentRefusals refusals() {
      return RecentRefusals.NONE;
    }
  }

  /**
   * @param until when its time is over; it holds until that is recorded
   */
  record Active(MuteMatcher matcher, Instant until, RecentRefusals refusals) implements Mute {}

  record Lifted(RecentRefusals refusals) implements Mute {}

  static Mute initial() {
    return new Unknown();
  }

  static Mute evolve(Mute state, MuteEvent event) {
    return switch (event) {
      case MuteEvent.Muted e -> new Active(e.matcher(), e.until(), RecentRefusals.NONE);
      case MuteEvent.Unmuted _ -> new Lifted(state.refusals());
      case MuteEvent.AttemptRefused e -> refused(state, e);
    };
  }

  private static Mute refused(Mute state, MuteEvent.AttemptRefused e) {
    var refusals = state.refusals().with(e.by(), e.code(), e.at());
    return switch (state) {
      case Unknown it -> it;
      case Active it -> new Active(it.matcher(), it.until(), refusals);
      case Lifted _ -> new Lifted(refusals);
    };
  }
}
