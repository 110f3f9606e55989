package io.countersign.bench.gate.oracle;

import org.jspecify.annotations.Nullable;

/**
 * The conditions of one approval.
 *
 * @param before nothing begins from that second on; {@link ModelWorld#NEVER} for none
 * @param notBefore nothing begins before that second; minus that for none
 * @param onlyTarget nothing else is touched; null for none
 * @param steps only so many of the first steps are meant; {@link #ALL} for none
 */
public record Proviso(long before, long notBefore, @Nullable String onlyTarget, int steps) {
  public static final int ALL = Integer.MAX_VALUE;
  public static final Proviso NONE = new Proviso(ModelWorld.NEVER, -ModelWorld.NEVER, null, ALL);

  boolean timely(long now) {
    return notBefore <= now && now < before;
  }

  /** Whether it could ever hold of this plan, within the time that is left. */
  boolean possible(PlanOutline plan, long now, long end) {
    return before > now
        && notBefore < before
        && notBefore < end
        && (steps == ALL || (steps >= 1 && steps <= plan.steps().size()))
        && (onlyTarget == null || plan.targets().stream().allMatch(onlyTarget::equals));
  }
}
