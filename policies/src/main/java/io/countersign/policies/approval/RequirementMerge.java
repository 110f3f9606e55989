package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.EscalationStep;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The merge of several requirements into one that satisfies all: the strictest of each. */
final class RequirementMerge {
  private RequirementMerge() {}

  /**
   * @param approvals at least one
   * @return empty when no role, or no group, satisfies all of them
   */
  static Optional<Approval> strictest(List<Approval> approvals) {
    var merged = Optional.of(approvals.getFirst());
    for (var next : approvals.subList(1, approvals.size())) {
      merged = merged.flatMap(it -> both(it, next));
    }
    return merged.filter(RequirementMerge::possible);
  }

  private static Optional<Approval> both(Approval a, Approval b) {
    int quorum = Math.max(a.quorum(), b.quorum());
    int emergency = Math.max(a.emergencyQuorum(), b.emergencyQuorum());
    return groups(a.groups(), b.groups())
        .map(
            groups ->
                new Approval(
                    RiskLevel.worse(a.risk(), b.risk()).word(),
                    quorum,
                    common(a.roles(), b.roles()),
                    common(a.widened(), b.widened()),
                    Math.min(a.remindSeconds(), b.remindSeconds()),
                    Math.min(a.escalateSeconds(), b.escalateSeconds()),
                    Math.min(a.expireSeconds(), b.expireSeconds()),
                    new Safeguards(
                        groups,
                        Math.max(a.distinctGroups(), b.distinctGroups()),
                        Math.max(a.dwellSeconds(), b.dwellSeconds()),
                        a.reasonRequired() || b.reasonRequired(),
                        emergency < quorum ? emergency : null,
                        a.changeApprovals() && b.changeApprovals()),
                    further(a, b)));
  }

  /** As many steps as both have, each when the earlier is due, for whom both ask by then. */
  private static List<EscalationStep> further(Approval a, Approval b) {
    var ladders = List.of(a.ladder(), b.ladder());
    int steps = Math.min(ladders.getFirst().size(), ladders.getLast().size());
    return IntStream.range(1, steps)
        .mapToObj(it -> both(ladders.getFirst().get(it), ladders.getLast().get(it)))
        .toList();
  }

  private static EscalationStep both(EscalationStep a, EscalationStep b) {
    return new EscalationStep(
        Math.min(a.afterSeconds(), b.afterSeconds()),
        common(a.roles(), b.roles()),
        common(a.groups(), b.groups()));
  }

  /** Those that satisfy both, where no groups means any; empty when none does. */
  private static Optional<Set<String>> groups(Set<String> a, Set<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.of(a.isEmpty() ? b : a);
    }
    return Optional.of(common(a, b)).filter(it -> !it.isEmpty());
  }

  private static boolean possible(Approval approval) {
    return !approval.roles().isEmpty()
        && (approval.groups().isEmpty() || approval.distinctGroups() <= approval.groups().size());
  }

  private static <T> Set<T> common(Set<T> a, Set<T> b) {
    var common = new HashSet<>(a);
    common.retainAll(b);
    return common;
  }
}
