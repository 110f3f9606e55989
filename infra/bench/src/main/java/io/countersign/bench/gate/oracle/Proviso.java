package io.countersign.bench.gate.oracle;

import org.jspecify.annotations.Nullable;

/**
 * The conditions of one approval.
 *
 * @param before nothing begins from that second on; {@link ModelWorld#NEVER} for none
 * @param notBefore nothing begins before that second; minus that for none
 * @param onlyTarget nothing else is touched; null for none
 */
public record Proviso(long before, long notBefore, @Nullable String onlyTarget) {
  public static final Proviso NONE = new Proviso(ModelWorld.NEVER, -ModelWorld.NEVER, null);

  boolean timely(long now) {
    return notBefore <= now && now < before;
  }

  /** Whether it could ever hold of this plan, within the time that is left. */
  boolean possible(PlanOutline plan, long now, long end) {
    return before > now
        && notBefore < before
        && notBefore < end
        && (onlyTarget == null || plan.targets().stream().allMatch(onlyTarget::equals));
  }
}
