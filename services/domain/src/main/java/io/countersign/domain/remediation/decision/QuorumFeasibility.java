package io.countersign.domain.remediation.decision;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationFacts;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ApproverShortfall;
import io.countersign.domain.remediation.ApproverShortfall.Excluded;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.QuorumImpossible;
import io.countersign.domain.remediation.RemediationEvent.QuorumPossible;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The people who could approve, all of them: if each did, also those who are asked only later,
 * would it be enough? However many they are, the record is asked equally often.
 */
final class QuorumFeasibility {
  private QuorumFeasibility() {}

  /** What is to be recorded of it: that it's impossible, or possible again; else nothing. */
  static List<RemediationEvent> reviewed(
      ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var known = consent.shortfall();
    return shortfall(dossier, consent, context)
        .map(
            it ->
                known != null && known.isAs(it)
                    ? List.<RemediationEvent>of()
                    : List.<RemediationEvent>of(new QuorumImpossible(dossier.remediation(), it)))
        .orElseGet(
            () -> known == null ? List.of() : List.of(new QuorumPossible(dossier.remediation())));
  }

  /** Who is missing of the first of what is asked that can't be met; empty where all can be. */
  private static Optional<ApproverShortfall> shortfall(
      ProposalRecord dossier, ApprovalState consent, CommandContext record) {
    var asked = consent.withAllAsked();
    var candidates = candidates(asked, record);
    var context = PoolFacts.of(candidates, record);
    var all = asked;
    for (var who : candidates) {
      all = all.approved(who, dossier.planDigest());
    }
    var everybody = all;
    return consent.demands().stream()
        .filter(it -> !ApproverEligibility.met(it, dossier, everybody, context))
        .map(it -> shortfall(it, candidates, dossier, everybody.under(it), context))
        .findFirst();
  }

  private static ApproverShortfall shortfall(
      PolicyDecision.Approval terms,
      List<PrincipalId> candidates,
      ProposalRecord dossier,
      ApprovalState everybody,
      CommandContext context) {
    var pool = ApproverEligibility.stillAuthorised(dossier, everybody, context);
    var excluded =
        candidates.stream()
            .<Excluded>mapMulti(
                (who, found) ->
                    ApproverEligibility.obstacle(who, dossier, everybody, context)
                        .ifPresent(code -> found.accept(new Excluded(who, code))))
            .toList();
    return new ApproverShortfall(
        terms.quorum(),
        terms.distinctGroups(),
        everybody.groups(terms),
        pool,
        everybody.standFor(terms, groups(pool, dossier, everybody, context)),
        excluded);
  }

  /** The groups of each, or of who they decide for. */
  private static List<Set<String>> groups(
      List<PrincipalId> pool,
      ProposalRecord dossier,
      ApprovalState everybody,
      CommandContext context) {
    var holders =
        pool.stream()
            .map(it -> DecidingRight.of(it, dossier, everybody, context).holder())
            .toList();
    return ApproverEligibility.groups(holders, context);
  }

  /** Who has a role for it, and who decides for those; and who has approved already. */
  private static List<PrincipalId> candidates(ApprovalState asked, CommandContext context) {
    var holders =
        context.facts(AccessFacts.class).holders(asked.roles()).stream()
            .map(AccessFacts.Principal::id)
            .collect(Collectors.toUnmodifiableSet());
    var deputies =
        context.facts(DelegationFacts.class).among(holders).stream()
            .filter(it -> holders.contains(it.from()) && it.isInEffect(context.at()))
            .map(Delegation::to);
    return Stream.concat(holders.stream(), deputies)
        .distinct()
        .sorted(Comparator.comparing(PrincipalId::value))
        .toList();
  }
}
