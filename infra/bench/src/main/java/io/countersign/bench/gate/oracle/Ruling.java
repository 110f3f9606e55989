package io.countersign.bench.gate.oracle;

import java.util.HashSet;
import java.util.Set;

/**
 * The word of policy about a plan at some moment.
 *
 * @param quorum how many persons
 * @param roles one of which each needs
 * @param widened roles that do as well once it was escalated
 * @param groups one of which each has to be in; empty: none
 * @param distinctGroups for how many different groups they have to stand
 * @param dwell seconds for which the plan has to have been in front of who approves it
 * @param reasoned whether an approval says why
 * @param grave whether its risk is high
 * @param escalate seconds after the request
 * @param expire seconds after the request
 * @param emergency how many persons do where the incident's commander says so; 0: none fewer
 */
public record Ruling(
    Kind kind,
    int quorum,
    Set<Standing> roles,
    Set<Standing> widened,
    Set<String> groups,
    int distinctGroups,
    int dwell,
    boolean reasoned,
    boolean grave,
    int escalate,
    int expire,
    int emergency) {
  /** What it comes to. */
  public enum Kind {
    FREE,
    FORBIDDEN,
    ASKED
  }

  public static final Ruling FREE = of(Kind.FREE);
  public static final Ruling FORBIDDEN = of(Kind.FORBIDDEN);

  private static Ruling of(Kind kind) {
    return new Ruling(kind, 0, Set.of(), Set.of(), Set.of(), 0, 0, false, false, 0, 0, 0);
  }

  boolean asks() {
    return kind == Kind.ASKED;
  }

  int least() {
    return emergency == 0 ? quorum : Math.min(quorum, emergency);
  }

  /** For fewer persons, but no fewer than in an emergency. */
  Ruling shortened(int to) {
    int persons = Math.min(quorum, Math.max(to, least()));
    return new Ruling(
        kind,
        persons,
        roles,
        widened,
        groups,
        distinctGroups,
        dwell,
        reasoned,
        grave,
        escalate,
        expire,
        emergency);
  }

  Set<Standing> roles(boolean escalated) {
    if (!escalated) {
      return roles;
    }
    var all = new HashSet<>(roles);
    all.addAll(widened);
    return all;
  }
}
