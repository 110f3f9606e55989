package io.countersign.domain.planning.course;

import io.countersign.domain.planning.Plan;

/** The consequence of a new plan for the proposal that was made before it. */
public final class ProposalSuccession {
  /** What to do with it. */
  public enum Move {
    /** Nothing stands in the way: propose the new plan. */
    PROPOSE,
    /** It's the same remedy: leave the proposal, and who has approved it, alone. */
    KEEP,
    /** It's another remedy and nothing has been done yet: withdraw the old one, then propose. */
    SUPERSEDE,
    /** Effects are under way: judge again when they have ended. */
    WAIT,
    /**
     * The same remedy was turned down or didn't help: it isn't tried again by itself. Nor is any
     * where the effect of the last one is in doubt.
     */
    LEAVE_TO_A_PERSON
  }

  private ProposalSuccession() {}

  public static Move judge(FormerProposal former, Plan next) {
    boolean same = sameRemedy(former.plan(), next);
    return switch (former.stage()) {
      case PENDING -> same ? Move.KEEP : Move.SUPERSEDE;
      case UNDER_WAY -> same ? Move.KEEP : Move.WAIT;
      case VERIFIED, ALTERED, OVERTAKEN -> Move.PROPOSE;
      case DENIED, EXPIRED, FORBIDDEN, FAILED -> same ? Move.LEAVE_TO_A_PERSON : Move.PROPOSE;
      case IN_DOUBT -> Move.LEAVE_TO_A_PERSON;
    };
  }

  /** The same runbook, targets, parameters and target state; a better worded cause is no change. */
  static boolean sameRemedy(Plan former, Plan next) {
    return former.runbookDigest().equals(next.runbookDigest())
        && former.targets().equals(next.targets())
        && former.steps().equals(next.steps())
        && former.rollback().equals(next.rollback());
  }
}
