package io.countersign.domain.emergency;

import io.countersign.domain.Digest;
import io.countersign.domain.Role;
import java.util.Set;

/**
 * The terms of break-glass: the list of a bundle, as it stood when it was opened.
 *
 * @param bundle the policy bundle that says so
 * @param openers any of these roles lets a person open it, over all that the incident is about
 * @param persons how many it takes to open it, 1 or 2; two reviewers where one suffices
 * @param minutes for how long at most, 1 to 60
 * @param approvers any of these roles lets a person approve while it's open
 * @param quorum how many approvals a plan takes meanwhile, at least 1
 * @param actions the classes of actions that it's for
 * @param anyWindow those of them that begin in a closed window or a freeze, too
 */
public record BreakGlassTerms(
    Digest bundle,
    Set<Role> openers,
    int persons,
    int minutes,
    Set<Role> approvers,
    int quorum,
    Set<String> actions,
    Set<String> anyWindow) {
  /** Policy may name these to open it. */
  public static final Set<Role> OPENERS = Set.of(Role.RESPONDER, Role.APPROVER, Role.COMMANDER);

  /** Longer than that nothing is an exception any more. */
  public static final int LONGEST_MINUTES = 60;

  public BreakGlassTerms {
    openers = Set.copyOf(openers);
    approvers = Set.copyOf(approvers);
    actions = Set.copyOf(actions);
    anyWindow = Set.copyOf(anyWindow);
    if (persons < 1 || persons > 2 || quorum < 1) {
      throw new IllegalArgumentException("one or two persons, and at least one approval");
    }
    if (minutes < 1 || minutes > LONGEST_MINUTES) {
      throw new IllegalArgumentException("1 to " + LONGEST_MINUTES + " minutes");
    }
  }

  /** How many have to review its use: whoever opens it alone is looked at by two. */
  public int reviewers() {
    return persons == 1 ? 2 : 1;
  }
}
