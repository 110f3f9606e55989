package io.countersign.domain.remediation;

import java.util.List;

/** What planning led to. */
public sealed interface PlanOutcome {
  /**
   * @param plan without a dry run: see {@link Plan#withDryRun}
   */
  record Planned(Runbook runbook, Plan plan) implements PlanOutcome {}

  /**
   * @param why every reason, each in one line for a person
   */
  record DoesNotFit(List<String> why) implements PlanOutcome {
    public DoesNotFit {
      why = List.copyOf(why);
    }
  }
}
