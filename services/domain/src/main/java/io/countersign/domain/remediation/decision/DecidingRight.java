package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.SOD_DELEGATOR;
import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.Reach;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationFacts;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ProposalRecord;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The right by which somebody decides on a plan at this moment: their own role, or else one that is
 * delegated to them, also where only that one's holder is in a group that is asked. It reaches
 * everything that the plan touches.
 *
 * @param holder whose right it is
 * @param rules that have to be kept for it
 */
record DecidingRight(PrincipalId holder, List<Rule> rules) {
  static DecidingRight of(
      PrincipalId who, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var own = role(who, dossier, consent, context);
    boolean may = Rule.allKept(own);
    if (may && isAsked(who, consent, context)) {
      return new DecidingRight(who, own);
    }
    return delegation(who, dossier, consent, context)
        .filter(it -> !may || wouldDo(it, dossier, consent, context))
        .map(it -> new DecidingRight(it.from(), onBehalf(it, dossier, context)))
        .orElseGet(() -> new DecidingRight(who, own));
  }

  /** Whether they said that they are out of office. */
  static boolean isAbsent(PrincipalId who, CommandContext context) {
    return context.facts(DelegationFacts.class).from(who).stream()
        .anyMatch(it -> it.absent() && it.isInEffect(context.at()));
  }

  /** A role over everything that the plan touches. */
  private static List<Rule> role(
      PrincipalId who, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var known = context.facts(AccessFacts.class).principal(who);
    return reaches(dossier, context.facts()).stream()
        .map(it -> Authority.holder(known, consent.roles(), it, context.at()))
        .toList();
  }

  /** The first that would do, before one that wouldn't. */
  private static Optional<Delegation> delegation(
      PrincipalId who, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var usable =
        context.facts(DelegationFacts.class).to(who).stream()
            .filter(it -> it.isInEffect(context.at()))
            .filter(it -> covers(it.scope(), dossier, context))
            .filter(it -> Rule.allKept(role(it.from(), dossier, consent, context)))
            .toList();
    return usable.stream()
        .filter(it -> wouldDo(it, dossier, consent, context))
        .findFirst()
        .or(() -> usable.stream().findFirst());
  }

  private static boolean wouldDo(
      Delegation it, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return Rule.allKept(onBehalf(it, dossier, context)) && isAsked(it.from(), consent, context);
  }

  /** Whether they are in one of the groups that are asked; anybody is where none are. */
  static boolean isAsked(PrincipalId who, ApprovalState consent, CommandContext context) {
    var groups = consent.groups();
    return groups.isEmpty()
        || !Collections.disjoint(
            ApproverEligibility.groups(List.of(who), context).getFirst(), groups);
  }

  /**
   * Duties are apart for who is decided for as well, and nobody else could be speaking as them:
   * nobody gets round it by a deputy.
   */
  private static List<Rule> onBehalf(
      Delegation delegation, ProposalRecord dossier, CommandContext context) {
    var from = delegation.from();
    var known = context.facts(AccessFacts.class).principal(from);
    var held = known.map(it -> it.rolesAt(context.at())).orElse(Set.of());
    boolean apart =
        !from.equals(dossier.proposer())
            && held.stream().noneMatch(ApproverEligibility.BARRED::contains)
            && Rule.allKept(ApproverEligibility.notInvolved(from, dossier, context.facts()))
            && Rule.allKept(ApproverEligibility.ownPerson(from, dossier, context.facts()));
    return List.of(that(apart, SOD_DELEGATOR));
  }

  private static boolean covers(Scope scope, ProposalRecord dossier, CommandContext context) {
    return reaches(dossier, context.facts()).stream().allMatch(scope::covers);
  }

  /** What its plan touches. */
  static List<Reach> reaches(ProposalRecord dossier, Facts facts) {
    return reaches(dossier.plan(), facts);
  }

  /** The same of one that isn't proposed yet. */
  static List<Reach> reaches(Plan plan, Facts facts) {
    var catalog = facts.of(CatalogFacts.class);
    return plan.targets().stream()
        .map(it -> catalog.reach(it.target(), plan.actionClass()))
        .distinct()
        .toList();
  }
}
