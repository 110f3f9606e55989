package io.countersign.domain.access;

/**
 * The things that somebody wants to touch, or to see: the team that owns it, its environment, the
 * service and the class of the action. A part that isn't known is empty, and then only who isn't
 * bounded by that part reaches it.
 */
public record Reach(String team, String environment, String service, String actionClass) {
  /** Nothing in particular: for who holds a role everywhere. */
  public static final Reach ORGANISATION = new Reach("", "", "", "");
}
