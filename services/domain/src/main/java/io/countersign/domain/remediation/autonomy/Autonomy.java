package io.countersign.domain.remediation.autonomy;

import io.countersign.domain.RecentRefusals;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.AttemptRefused;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookDemoted;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookPromoted;
import java.time.Instant;

/** The state of what one runbook may do by itself in one environment. */
public sealed interface Autonomy {
  /** What was refused here within the latest minute. */
  RecentRefusals refusals();

  /** There never was a promotion: whoever asks for one makes up the environment. */
  record Untouched(RecentRefusals refusals) implements Autonomy {}

  /** People are asked again. */
  record Attended(RecentRefusals refusals) implements Autonomy {}

  /**
   * Until time or another content ends it, nobody has to be.
   *
   * @param since when it was promoted (UTC): what failed before doesn't end it
   */
  record Promoted(Instant since, RecentRefusals refusals) implements Autonomy {}

  static Autonomy initial() {
    return new Untouched(RecentRefusals.NONE);
  }

  /** The state after an event. */
  static Autonomy evolve(Autonomy state, AutonomyEvent event) {
    return switch (event) {
      case RunbookPromoted e -> new Promoted(e.at(), state.refusals());
      case RunbookDemoted _ -> new Attended(state.refusals());
      case AttemptRefused e -> refused(state, e);
    };
  }

  private static Autonomy refused(Autonomy state, AttemptRefused e) {
    var refusals = state.refusals().with(e.by(), e.code(), e.at());
    return switch (state) {
      case Untouched _ -> new Untouched(refusals);
      case Attended _ -> new Attended(refusals);
      case Promoted it -> new Promoted(it.since(), refusals);
    };
  }
}
