package io.countersign.domain.remediation;

import static io.countersign.domain.RefusalCode.FORBIDDEN;
import static io.countersign.domain.RefusalCode.HUMAN_REQUIRED;
import static io.countersign.domain.RefusalCode.PRINCIPAL_DISABLED;
import static io.countersign.domain.RefusalCode.SOD_ADMINISTRATOR;
import static io.countersign.domain.RefusalCode.SOD_REQUESTER;
import static io.countersign.domain.RefusalCode.UNKNOWN_PRINCIPAL;
import static io.countersign.domain.Rule.that;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may do what: by the facts of this moment, never by what was true when something was asked.
 */
final class ApproverEligibility {
  private ApproverEligibility() {}

  /** An active person: by what the surface authenticated and by what is on record. */
  static List<Rule> person(CommandContext context) {
    var known = context.facts(AccessFacts.class).principal(context.actor().id());
    return List.of(
        that(context.actor().isPerson(), HUMAN_REQUIRED),
        that(known.isPresent(), UNKNOWN_PRINCIPAL),
        that(is(known, who -> who.kind() == PrincipalKind.PERSON), HUMAN_REQUIRED),
        that(is(known, AccessFacts.Principal::active), PRINCIPAL_DISABLED));
  }

  /** Duties are separated, and one of the asked-for roles is held. */
  static List<Rule> approver(
      PrincipalId who, ProposalRecord dossier, ApprovalState consent, Facts facts) {
    var known = facts.of(AccessFacts.class).principal(who);
    return List.of(
        that(is(known, p -> !p.roles().contains(Role.ADMINISTRATOR)), SOD_ADMINISTRATOR),
        that(!who.equals(dossier.proposer()), SOD_REQUESTER),
        that(is(known, p -> holdsOne(p, consent.roles())), FORBIDDEN));
  }

  /** Those whose approvals count at this moment, sorted. */
  static List<PrincipalId> stillAuthorised(
      ProposalRecord dossier, ApprovalState consent, Facts facts) {
    return consent.approvers().stream()
        .filter(
            who -> is(facts.of(AccessFacts.class).principal(who), p -> p.active() && isPerson(p)))
        .filter(who -> Rule.allKept(approver(who, dossier, consent, facts)))
        .toList();
  }

  /** Machines may propose; nobody does so whom the product doesn't know as working on incidents. */
  static List<Rule> mayPropose(CommandContext context) {
    return holder(context, Set.of(Role.RESPONDER, Role.COMMANDER));
  }

  /** Withdraw and stop: everybody who works on incidents or decides may call a halt. */
  static List<Rule> mayIntervene(CommandContext context) {
    var roles = Set.of(Role.RESPONDER, Role.APPROVER, Role.COMMANDER);
    return context.actor().equals(Actor.SYSTEM)
        ? List.of()
        : java.util.stream.Stream.concat(person(context).stream(), holder(context, roles).stream())
            .toList();
  }

  private static List<Rule> holder(CommandContext context, Set<Role> roles) {
    if (context.actor().equals(Actor.SYSTEM)) {
      return List.of();
    }
    var known = context.facts(AccessFacts.class).principal(context.actor().id());
    return List.of(
        that(known.isPresent(), UNKNOWN_PRINCIPAL),
        that(is(known, AccessFacts.Principal::active), PRINCIPAL_DISABLED),
        that(is(known, p -> holdsOne(p, roles)), FORBIDDEN));
  }

  private static boolean holdsOne(AccessFacts.Principal who, Set<Role> roles) {
    return !Collections.disjoint(who.roles(), roles);
  }

  private static boolean isPerson(AccessFacts.Principal who) {
    return who.kind() == PrincipalKind.PERSON;
  }

  private static boolean is(
      Optional<AccessFacts.Principal> who, Predicate<AccessFacts.Principal> so) {
    return who.filter(so).isPresent();
  }
}
