package io.countersign.domain.remediation.decision;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.policy.GroupMatching;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ProposalRecord;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * For which group each of those whose approval counts stands: for one of whoever they decide for.
 */
final class GroupStanding {
  private GroupStanding() {}

  /** By who approved; who stands for none isn't there. */
  static Map<PrincipalId, String> of(
      Approval terms, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var under = consent.under(terms);
    var counting = ApproverEligibility.stillAuthorised(dossier, under, context);
    var holders =
        counting.stream()
            .map(it -> DecidingRight.of(it, dossier, under, context).holder())
            .toList();
    var standing =
        GroupMatching.standing(ApproverEligibility.groups(holders, context), under.groups(terms));
    var byPerson = new TreeMap<PrincipalId, String>(Comparator.comparing(PrincipalId::value));
    standing.forEach((person, group) -> byPerson.put(counting.get(person), group));
    return byPerson;
  }
}
