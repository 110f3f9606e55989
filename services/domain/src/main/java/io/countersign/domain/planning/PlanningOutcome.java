package io.countersign.domain.planning;

import java.util.List;

/** The outcome of planning. */
public sealed interface PlanningOutcome {
  /**
   * @param plan without a dry run: see {@link Plan#withDryRun}
   */
  record Planned(Runbook runbook, Plan plan) implements PlanningOutcome {}

  /**
   * @param why every reason, each in one line for a person
   */
  record DoesNotFit(List<String> why) implements PlanningOutcome {
    public DoesNotFit {
      why = List.copyOf(why);
    }
  }
}
