package io.countersign.domain.planning.course;

import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.FailedRemedy;
import io.countersign.domain.planning.Plan;
import java.util.List;
import java.util.Optional;

/**
 * A proposal that was made for an incident before, as planning knows it.
 *
 * @param id its remediation's
 * @param after what its probes said afterwards; empty before they were measured
 */
public record FormerProposal(String id, Plan plan, Stage stage, List<ProbeReading> after) {
  /** How far it came. */
  public enum Stage {
    /** Nothing of it is done yet. */
    PENDING,
    /** Effects are under way. */
    UNDER_WAY,
    VERIFIED,
    /** Rolled back, or left to a person on the way. */
    FAILED,
    /** Left to a person who has to find out whether it took effect: it may still do so late. */
    IN_DOUBT,
    DENIED,
    EXPIRED,
    /** By policy. */
    FORBIDDEN,
    /** What would have run was found changed before it did. */
    ALTERED,
    /** Overtaken by events, which says nothing about the remedy. */
    OVERTAKEN
  }

  public FormerProposal {
    after = List.copyOf(after);
  }

  /** Whether it may still lead, or is leading, to something. */
  boolean open() {
    return stage == Stage.PENDING || stage == Stage.UNDER_WAY;
  }

  /** What isn't to be proposed again, if it's that. */
  public Optional<FailedRemedy> failed() {
    return switch (stage) {
      case FAILED -> Optional.of(FailedRemedy.inVain(plan, after));
      case IN_DOUBT -> Optional.of(FailedRemedy.turnedDown(plan, "its effect is in doubt"));
      case DENIED -> Optional.of(FailedRemedy.turnedDown(plan, "denied"));
      case EXPIRED -> Optional.of(FailedRemedy.turnedDown(plan, "expired"));
      case FORBIDDEN -> Optional.of(FailedRemedy.turnedDown(plan, "forbidden by policy"));
      case PENDING, UNDER_WAY, VERIFIED, ALTERED, OVERTAKEN -> Optional.empty();
    };
  }
}
