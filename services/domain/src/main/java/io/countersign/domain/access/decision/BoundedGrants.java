package io.countersign.domain.access.decision;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessCommand.GiveGrant;
import io.countersign.domain.access.AccessCommand.RevokeGrant;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.AccessEvent.GrantGiven;
import io.countersign.domain.access.AccessEvent.GrantRevoked;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Active;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantAddition;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantRevocation;
import io.countersign.domain.access.grant.GrantRules;
import io.countersign.domain.access.grant.TakenGrants;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The decisions about grants within bounds, of one principal, and what it may hold together. */
final class BoundedGrants {
  private BoundedGrants() {}

  static Decision<AccessEvent> give(Active state, GiveGrant c, CommandContext context) {
    var known = state.grants().get(c.grant().id());
    if (known != null) {
      return known.equals(c.grant()) ? Decision.unchanged() : Rule.refused(RefusalCode.BAD_REQUEST);
    }
    return Rule.inOrder(
        mayBeGiven(state, c, context),
        () ->
            Decision.done(
                new GrantGiven(
                    c.principal(),
                    c.grant(),
                    GrantRules.wantedBy(c.confirmation(), context),
                    GrantRules.confirmedBy(c.confirmation(), context))));
  }

  private static List<Rule> mayBeGiven(Active state, GiveGrant c, CommandContext context) {
    var grant = c.grant();
    var change = new GrantAddition(GrantHolder.of(c.principal()), grant);
    return List.of(
        that(
            !grant.isUnbounded(),
            RefusalCode.BAD_REQUEST,
            "A role without bounds is granted as such, not as a grant."),
        GrantRules.hasTime(grant, context.at()),
        GrantRules.notOneself(Set.of(c.principal()), context),
        GrantRules.compatible(
            state.kind(), GrantRules.both(held(state, context), Set.of(grant)), context.at()),
        GrantRules.agreed(RoleRules.takesTwo(grant), change, c.confirmation(), context),
        GrantRules.ownPasswords(Set.of(c.principal()), Set.of(grant.role()), context));
  }

  /** What has no bounds is taken as a role is: it may leave nobody who decides. */
  static Decision<AccessEvent> revoke(Active state, RevokeGrant c, CommandContext context) {
    var known = state.grants().get(c.grant());
    if (known == null) {
      return Decision.unchanged();
    }
    var facts = context.facts(AccessFacts.class);
    boolean byOne =
        TakenGrants.byOne(Set.of(c.principal()), Set.of(c.grant()), facts, context.at());
    var change = new GrantRevocation(GrantHolder.of(c.principal()), c.grant());
    return Rule.inOrder(
        List.of(
            that(
                !known.isUnbounded(),
                RefusalCode.BAD_REQUEST,
                "A role without bounds is revoked as such."),
            TakenGrants.agreed(byOne, change, c.confirmation(), context)),
        () -> Decision.done(new GrantRevoked(c.principal(), c.grant())));
  }

  /** Whether it may hold these roles everywhere, beside what else it holds. */
  static Rule together(Active state, Set<Role> granted, Set<Role> revoked, CommandContext context) {
    var changed = state.rolesWith(granted, revoked);
    var bounded =
        held(state, context).stream()
            .filter(it -> !state.grants().containsKey(it.id()) || !it.isUnbounded())
            .collect(Collectors.toSet());
    var everywhere =
        changed.stream()
            .map(it -> Grant.everywhere(state.principal(), it))
            .collect(Collectors.toSet());
    return GrantRules.compatible(state.kind(), GrantRules.both(bounded, everywhere), context.at());
  }

  /** Its own, and its groups'. */
  private static Set<Grant> held(Active state, CommandContext context) {
    var groups =
        context
            .facts(AccessFacts.class)
            .principal(state.principal())
            .map(AccessFacts.Principal::grants)
            .orElse(Set.of());
    return GrantRules.both(state.grants().values(), groups);
  }
}
