package io.countersign.policies.approval;

import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision.Approval;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The merge of several requirements into one that satisfies all: the strictest of each. */
final class RequirementMerge {
  private RequirementMerge() {}

  /**
   * @param approvals at least one
   * @return possibly without any role: then nobody satisfies all of them
   */
  static Approval strictest(List<Approval> approvals) {
    return approvals.stream().reduce(RequirementMerge::both).orElseThrow();
  }

  private static Approval both(Approval a, Approval b) {
    return new Approval(
        RiskLevel.worse(a.risk(), b.risk()).word(),
        Math.max(a.quorum(), b.quorum()),
        common(a.roles(), b.roles()),
        common(a.widened(), b.widened()),
        Math.min(a.remindSeconds(), b.remindSeconds()),
        Math.min(a.escalateSeconds(), b.escalateSeconds()),
        Math.min(a.expireSeconds(), b.expireSeconds()));
  }

  private static Set<Role> common(Set<Role> a, Set<Role> b) {
    var common = new HashSet<>(a);
    common.retainAll(b);
    return common;
  }
}
