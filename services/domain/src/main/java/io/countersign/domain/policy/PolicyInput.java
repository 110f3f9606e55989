package io.countersign.domain.policy;

import io.countersign.domain.Digest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that policy looks at, so that a decision can be replayed: nothing else decides. Integers,
 * texts, yes or no, and instants (UTC); no floating point, no personal data.
 *
 * @param target the first one, as it is now
 * @param window what the calendar says of the target at that moment
 * @param now when policy was asked
 * @param others the other targets, and each of them as in an environment that it was in within the
 *     last day: each is judged for itself, and the answers are merged to one that satisfies all;
 *     null for none, as before they were looked at
 */
public record PolicyInput(
    PlanFacts plan,
    Actor actor,
    Target target,
    IncidentFacts incident,
    Window window,
    History history,
    Instant now,
    @Nullable List<Target> others) {
  public PolicyInput {
    others = others == null || others.isEmpty() ? null : List.copyOf(others);
  }

  /** Of one target that was nowhere else. */
  public PolicyInput(
      PlanFacts plan,
      Actor actor,
      Target target,
      IncidentFacts incident,
      Window window,
      History history,
      Instant now) {
    this(plan, actor, target, incident, window, history, now, null);
  }

  /** SHA-256 over its canonical JSON: two are the same where this is. */
  public Digest digest() {
    return PolicyInputDigest.of(this);
  }

  /** The same as if nothing were halted. */
  public PolicyInput released() {
    return with(target.released(), further().map(Target::released).toList());
  }

  /** The same of each target alone, in each environment: one at least. */
  public List<PolicyInput> each() {
    return others == null
        ? List.of(this)
        : Stream.concat(Stream.of(target), further()).map(this::of).toList();
  }

  private Stream<Target> further() {
    return others == null ? Stream.empty() : others.stream();
  }

  private PolicyInput of(Target one) {
    var there = plan.in(one.environment());
    return new PolicyInput(there, actor, one, incident, window, history, now);
  }

  private PolicyInput with(Target first, List<Target> further) {
    return new PolicyInput(plan, actor, first, incident, window, history, now, further);
  }

  /**
   * The plan, as far as policy weighs it.
   *
   * @param action {@code rollback}, {@code restart}, ...
   * @param runbook its id
   * @param risk the runbook's, 1 to 5
   * @param steps how many effects
   * @param targets how many entities are acted on
   * @param affected how many entities may notice
   * @param environment of the target that is judged
   * @param tier lowest number (most important) among targets and what they affect; 1 when unknown
   * @param reversible whether it says how to undo each of its steps
   */
  public record PlanFacts(
      String action,
      String runbook,
      int risk,
      int steps,
      int targets,
      int affected,
      String environment,
      int tier,
      boolean reversible) {
    private PlanFacts in(String place) {
      return new PlanFacts(
          action, runbook, risk, steps, targets, affected, place, tier, reversible);
    }
  }

  /**
   * Who proposed it.
   *
   * @param kind {@code system}, {@code person}, {@code service} or {@code agent}
   */
  public record Actor(String id, String kind) {}

  /**
   * What is acted on.
   *
   * @param tier its own, 1 to 4
   * @param team that answers for it; empty where nobody declared it
   * @param approvers how many persons may approve what is done to it
   * @param groups names of the groups that they belong to, sorted
   * @param halted whether a halt is on of what the plan would do there; null where it wasn't looked
   *     at, as before there were such
   * @param incidentMinutes within the last 30 days, how long an incident was open on it; null where
   *     that isn't known
   */
  public record Target(
      String name,
      String kind,
      String environment,
      int tier,
      String team,
      int approvers,
      List<String> groups,
      @Nullable Boolean halted,
      @Nullable Integer incidentMinutes) {
    public Target {
      groups = List.copyOf(groups);
    }

    /** The same, as if it were there and as important as the more important of both. */
    public Target in(String place, int tierThere) {
      int stricter = Math.min(tier, tierThere);
      return new Target(
          name, kind, place, stricter, team, approvers, groups, halted, incidentMinutes);
    }

    private Target released() {
      return new Target(
          name, kind, environment, tier, team, approvers, groups, false, incidentMinutes);
    }
  }

  /**
   * Why it's done.
   *
   * @param severity {@code critical}, {@code warning}, ...; empty where it isn't known
   * @param alerts how many belong to it
   * @param others how many other incidents are open on the same target; of several targets, on the
   *     one that has most
   */
  public record IncidentFacts(String id, String severity, int alerts, int others) {}

  /**
   * The change window of the targets: of the one in the narrowest.
   *
   * @param state {@code open}, {@code closed}, {@code blacked-out} or {@code frozen}
   * @param name of the window or freeze; empty where none has one
   * @param secondsLeft until the state changes; a year where nothing is known to change it
   */
  public record Window(String state, String name, int secondsLeft) {
    /** Where no calendar says otherwise. */
    public static final Window OPEN = new Window("open", "", 365 * 86_400);
  }

  /**
   * What the runbook, and those before it on this target, did so far.
   *
   * @param successes how often the runbook was proved to help
   * @param failures how often it was done, or tried, and didn't help
   * @param atLeastPerMille the least that its share of successes is with 95 % certainty (Wilson's
   *     lower bound), in a thousand; 0 before the first
   * @param lastUsed when it was last carried out; null before the first time
   * @param actionsLastHour how many remediations began to act on the target within the last hour;
   *     of several, on the one that had most
   * @param promoted whether the runbook, as it is, may be carried out there without asking; null
   *     where that wasn't looked at, as before it had to be
   */
  public record History(
      int successes,
      int failures,
      int atLeastPerMille,
      @Nullable Instant lastUsed,
      int actionsLastHour,
      @Nullable Boolean promoted) {
    /** Of what was never done. */
    public static final History NONE = new History(0, 0, 0, null, 0, false);
  }
}
