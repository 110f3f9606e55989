package io.countersign.domain.remediation;

import io.countersign.domain.remediation.PlanOutcome.DoesNotFit;
import io.countersign.domain.remediation.PlanOutcome.Planned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses among the runbooks that fit: the least risk first, then by id. */
public final class RunbookChoice {
  private static final Comparator<Runbook> GENTLEST =
      Comparator.comparingInt(Runbook::risk).thenComparing(Runbook::id);

  private RunbookChoice() {}

  /**
   * @return the gentlest runbook's plan, or why none fits: each reason begins with its runbook's id
   */
  public static PlanOutcome choose(List<Runbook> runbooks, Situation situation) {
    var why = new ArrayList<String>();
    for (var runbook : runbooks.stream().sorted(GENTLEST).toList()) {
      switch (Planner.plan(runbook, situation)) {
        case Planned planned -> {
          return planned;
        }
        case DoesNotFit misfit ->
            misfit.why().forEach(reason -> why.add(runbook.id() + ": " + reason));
      }
    }
    return new DoesNotFit(why);
  }
}
