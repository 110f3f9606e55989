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

  /** From one of its steps on as each usually takes, with the whole way back at its slowest. */
  long seconds(int done, ModelWorld world) {
    long sum = back.stream().mapToLong(Effect::seconds).sum();
    for (int i = done; i < steps.size(); i++) {
      sum += world.usual(i + 1, steps.get(i).seconds());
    }
    return sum;
  }
}
