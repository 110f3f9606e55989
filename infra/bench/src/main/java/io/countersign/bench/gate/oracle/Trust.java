package io.countersign.bench.gate.oracle;

import org.jspecify.annotations.Nullable;

/**
 * A role that somebody holds.
 *
 * @param team over whose targets; null for all
 * @param from the first second
 * @param until the first second after; {@link ModelWorld#NEVER} for good
 */
public record Trust(Standing role, @Nullable String team, long from, long until) {
  public static Trust of(Standing role) {
    return new Trust(role, null, -ModelWorld.NEVER, ModelWorld.NEVER);
  }

  boolean lasts(long now) {
    return from <= now && now < until;
  }

  boolean reaches(String ofTeam) {
    return team == null || team.equals(ofTeam);
  }
}
