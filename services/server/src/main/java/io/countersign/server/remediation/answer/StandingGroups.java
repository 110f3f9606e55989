package io.countersign.server.remediation.answer;

import io.countersign.domain.policy.GroupMatching;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.remediation.ApprovalGrounds;
import io.countersign.ledger.remediation.Remediations;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For which group each approval stands, by the groups that were on record with it. */
final class StandingGroups {
  private StandingGroups() {}

  /** By who approved; empty where no groups are asked for. */
  static Map<String, String> of(Remediations.Row row) {
    if (!(row.policy() instanceof NeedsApproval needed)
        || needed.approval().distinctGroups() == 0) {
      return Map.of();
    }
    var words = row.approvals();
    var groups = words.stream().map(it -> groups(it.grounds())).toList();
    var standing = new HashMap<String, String>();
    GroupMatching.standing(groups, needed.approval().groups())
        .forEach((person, group) -> standing.put(words.get(person).by(), group));
    return standing;
  }

  private static Set<String> groups(@Nullable ApprovalGrounds grounds) {
    var groups = grounds == null ? null : grounds.groups();
    return groups == null ? Set.of() : groups;
  }
}
