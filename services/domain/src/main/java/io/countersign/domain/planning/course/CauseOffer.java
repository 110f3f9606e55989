package io.countersign.domain.planning.course;

import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.domain.planning.Plan;
import java.util.List;

/** The answer of runbooks and executors to what can be done about one cause. */
public sealed interface CauseOffer {
  /** This plan fits. */
  record Fitting(Plan plan, ConsideredAlternatives considered) implements CauseOffer {}

  /**
   * Nothing.
   *
   * @param against why: one line for each reason
   */
  record Nothing(List<String> against) implements CauseOffer {
    public Nothing {
      against = List.copyOf(against);
    }
  }

  /** An executor couldn't be asked just now. */
  record Unanswered(String reason) implements CauseOffer {}
}
