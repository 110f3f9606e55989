package io.countersign.domain.planning;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.ProbeReading;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A remedy of this incident that isn't to be proposed again: it didn't help, or was turned down.
 *
 * @param lesson what came of it, in words for a person
 */
public record FailedRemedy(Plan plan, String lesson) {
  /** The effect of a step, whoever does it. */
  private record Act(String action, EntityId target, Map<String, String> parameters) {
    static List<Act> of(Plan plan) {
      return plan.steps().stream()
          .map(step -> new Act(step.action(), step.target(), step.parameters()))
          .toList();
    }
  }

  /** One that was carried out and whose probes say that it didn't help. */
  public static FailedRemedy inVain(Plan plan, List<ProbeReading> after) {
    var broken =
        after.stream()
            .filter(reading -> !reading.holds())
            .map(reading -> reading.probe() + " stayed at " + reading.value())
            .collect(Collectors.joining(", "));
    var what = plan.runbook() + " of " + target(plan) + " didn't help";
    return new FailedRemedy(plan, broken.isEmpty() ? what : what + ": " + broken);
  }

  /** One that people or policy didn't want, or that nobody decided upon. */
  public static FailedRemedy turnedDown(Plan plan, String how) {
    return new FailedRemedy(plan, plan.runbook() + " of " + target(plan) + " was " + how);
  }

  /** The same acts on the same targets, by whichever runbook and executor. */
  boolean repeatedBy(Plan next) {
    return Act.of(plan).equals(Act.of(next));
  }

  private static String target(Plan plan) {
    return plan.targets().stream()
        .map(state -> state.target().toString())
        .collect(Collectors.joining(", "));
  }
}
