package io.countersign.bench.gate.oracle;

import java.util.List;

/**
 * A plan, as far as it matters to whether it may begin.
 *
 * @param targets in its order
 * @param expires the first second at which it can't start; {@link ModelWorld#NEVER} for none
 * @param runsOn whether it goes on where a target closes
 * @param bound whether what would run is bound to it
 */
public record PlanOutline(
    List<String> targets,
    List<Effect> steps,
    List<Effect> back,
    long expires,
    boolean runsOn,
    boolean bound) {
  /**
   * A step.
   *
   * @param seconds it may take
   * @param expects the version of its target before it
   */
  public record Effect(String target, long seconds, String expects) {}

  public PlanOutline {
    targets = List.copyOf(targets);
    steps = List.copyOf(steps);
    back = List.copyOf(back);
  }

  /** From one of its steps on, with the whole way back. */
  long seconds(int done) {
    long ahead = steps.stream().skip(done).mapToLong(Effect::seconds).sum();
    return ahead + back.stream().mapToLong(Effect::seconds).sum();
  }
}
