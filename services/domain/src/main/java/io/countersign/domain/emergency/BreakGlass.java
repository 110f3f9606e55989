package io.countersign.domain.emergency;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.emergency.BreakGlassEvent.AttemptRefused;
import io.countersign.domain.emergency.BreakGlassEvent.Closed;
import io.countersign.domain.emergency.BreakGlassEvent.Opened;
import io.countersign.domain.emergency.BreakGlassEvent.Reviewed;
import io.countersign.domain.emergency.BreakGlassEvent.TookEffect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The state of one opening of break-glass. */
public sealed interface BreakGlass {
  /** What was refused here within the latest minute. */
  RecentRefusals refusals();

  record Unopened(RecentRefusals refusals) implements BreakGlass {}

  /**
   * Somebody opened it.
   *
   * @param by who stands for it; empty while it waits for a second person
   * @param closed whether somebody closed it; it's over at its time too
   * @param reviewers who has reviewed it
   * @param complete whether enough have
   */
  record Known(
      Opened opened,
      List<PrincipalId> by,
      boolean closed,
      List<PrincipalId> reviewers,
      boolean complete,
      RecentRefusals refusals)
      implements BreakGlass {
    public Known {
      by = List.copyOf(by);
      reviewers = List.copyOf(reviewers);
    }

    /** Whether it ever let anything through. */
    boolean tookEffect() {
      return !by.isEmpty();
    }

    boolean isOver(Instant at) {
      return closed || !at.isBefore(opened.until());
    }

    private Known with(List<PrincipalId> standing) {
      return new Known(opened, standing, closed, reviewers, complete, refusals);
    }

    private Known ended() {
      return new Known(opened, by, true, reviewers, complete, refusals);
    }

    private Known reviewed(Reviewed e) {
      var all = new ArrayList<>(reviewers);
      all.add(e.by());
      return new Known(opened, by, closed, all, e.complete(), refusals);
    }

    private Known with(RecentRefusals refused) {
      return new Known(opened, by, closed, reviewers, complete, refused);
    }
  }

  static BreakGlass initial() {
    return new Unopened(RecentRefusals.NONE);
  }

  /** The state after an event. */
  static BreakGlass evolve(BreakGlass state, BreakGlassEvent event) {
    return switch (event) {
      case Opened e -> new Known(e, List.of(), false, List.of(), false, state.refusals());
      case TookEffect e -> state instanceof Known it ? it.with(e.by()) : state;
      case Closed _ -> state instanceof Known it ? it.ended() : state;
      case Reviewed e -> state instanceof Known it ? it.reviewed(e) : state;
      case AttemptRefused e -> refused(state, state.refusals().with(e.by(), e.code(), e.at()));
    };
  }

  private static BreakGlass refused(BreakGlass state, RecentRefusals refusals) {
    return switch (state) {
      case Unopened _ -> new Unopened(refusals);
      case Known it -> it.with(refusals);
    };
  }
}
