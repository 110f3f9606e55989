package io.countersign.domain.planning;

import java.util.List;
import java.util.Optional;

/**
 * The offer of the runbooks for one cause.
 *
 * @param chosen the best plan that fits and wasn't tried before
 * @param considered what else was thought of
 * @param against why each of the others is wrong here: each line begins with its runbook's id
 */
public record RunbookOffer(
    Optional<Plan> chosen, ConsideredAlternatives considered, List<String> against) {
  public RunbookOffer {
    against = List.copyOf(against);
  }
}
