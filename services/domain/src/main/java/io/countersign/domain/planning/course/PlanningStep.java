package io.countersign.domain.planning.course;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.domain.planning.Plan;

/** The next thing to do about a diagnosis, with its reason. */
public sealed interface PlanningStep {
  String reason();

  /** Nothing is to be proposed, or what stands may go on. */
  record Leave(String reason) implements PlanningStep {}

  /** Begin again when what is under way has ended. */
  record Postpone(String reason) implements PlanningStep {}

  /** An executor that is needed couldn't be asked. */
  record Fail(String reason) implements PlanningStep {}

  /** Ask what can be done about the same cause without the executor of this plan. */
  record AskAround(Plan unanswered, String reason) implements PlanningStep {}

  /** Nothing can be proposed. */
  record CallPerson(String reason) implements PlanningStep {}

  /** Ask runbooks and executors what can be done about a cause. */
  record AskFor(Cause cause, String reason) implements PlanningStep {}

  /** Withdraw the proposal that another remedy takes the place of. */
  record Supersede(FormerProposal standing, String reason, Rehearse then) implements PlanningStep {}

  /** Have the plan's executor say what it would do. */
  record Rehearse(Plan plan, ConsideredAlternatives considered, String reason)
      implements PlanningStep {}

  /**
   * Propose it.
   *
   * @param ordinal which proposal of its incident this is, from 1
   */
  record Propose(int ordinal, Plan plan, ConsideredAlternatives considered, String reason)
      implements PlanningStep {}
}
