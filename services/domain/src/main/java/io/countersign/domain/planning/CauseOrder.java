package io.countersign.domain.planning;

import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Thresholds;
import java.util.ArrayList;
import java.util.List;

/** The order in which a diagnosis' causes are treated. */
public final class CauseOrder {
  private CauseOrder() {}

  /**
   * The cause that stands out. A cause beneath it that is there as well goes first: with it in
   * place no remedy above could be proved. Where remedies were tried in vain, the causes that come
   * next are worth a try: the first is less likely than it seemed.
   *
   * @param inVain whether a remedy of this incident didn't help
   * @return causes in order, each sure enough to act upon; none where a person has to look
   */
  public static List<Cause> order(
      Diagnosis diagnosis, Topology topology, Thresholds thresholds, boolean inVain) {
    var able =
        diagnosis.causes().stream()
            .filter(cause -> cause.kind() != Cause.Kind.UNKNOWN)
            .filter(cause -> cause.score() >= thresholds.minimumScore())
            .toList();
    var first = diagnosis.cause();
    if (first.isEmpty()) {
      return inVain ? able : List.of();
    }
    var order = new ArrayList<Cause>();
    beneath(first.get(), able, topology, thresholds).forEach(order::add);
    order.add(first.get());
    if (inVain) {
      able.stream().filter(cause -> !order.contains(cause)).forEach(order::add);
    }
    return order;
  }

  /** A diagnosis is decided only if whatever competes is far behind: these don't compete. */
  private static List<Cause> beneath(
      Cause first, List<Cause> able, Topology topology, Thresholds thresholds) {
    var below = topology.below(first.entity());
    return able.stream()
        .filter(other -> below.containsKey(other.entity()))
        .filter(other -> !topology.below(other.entity()).containsKey(first.entity()))
        .filter(other -> first.score() - other.score() < thresholds.margin())
        .limit(1)
        .toList();
  }

  /**
   * Whether the cause that a standing plan answers is still held to be there, beside another one:
   * then it's treated to its end first.
   */
  public static boolean stillStands(
      Plan standing, Diagnosis diagnosis, Thresholds thresholds, Cause next, Topology topology) {
    var best = diagnosis.cause();
    var target = standing.targets().getFirst().target();
    return best.isPresent()
        && !topology.below(target).containsKey(next.entity())
        && diagnosis.causes().stream()
            .filter(cause -> Planner.causeText(cause).equals(standing.cause()))
            .anyMatch(
                cause ->
                    cause.score() >= thresholds.minimumScore()
                        && best.get().score() - cause.score() < thresholds.margin());
  }
}
