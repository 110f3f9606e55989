package io.countersign.server.access.grant;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.grant.GrantRules;
import io.countersign.ledger.access.Grants;
import io.countersign.ledger.access.Principals;
import io.countersign.server.access.scope.NothingWithin;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The prospects of a grant or a membership as things are. The decider says so once more when it's
 * carried out; but nobody is asked to confirm what can't be.
 */
@Component
final class GrantProspects {
  private final Grants grants;
  private final Principals principals;
  private final NothingWithin nothing;

  GrantProspects(Grants grants, Principals principals, NothingWithin nothing) {
    this.grants = grants;
    this.principals = principals;
    this.nothing = nothing;
  }

  /**
   * @throws RefusedException for what the decider would refuse
   */
  void check(GrantHolder holder, Grant grant, Instant at) {
    kept(GrantRules.hasTime(grant, at));
    holder.principal().ifPresent(it -> compatible(active(it), List.of(grant), at));
    holder
        .group()
        .ifPresent(
            it -> members(it).forEach(member -> compatibleIfThere(member, List.of(grant), at)));
  }

  /**
   * @throws RefusedException for what the decider would refuse
   */
  void check(GroupId group, PrincipalId member, Instant at) {
    var _ = members(group);
    var held =
        grants.all().stream()
            .filter(it -> it.holder().equals(GrantHolder.of(group)))
            .map(Grants.Row::grant)
            .toList();
    compatible(active(member), held, at);
  }

  /** That nothing is known which it reaches: a name may be mistyped, or be known later. */
  @Nullable String warning(Scope scope) {
    return nothing
        .why(scope)
        .map("By now it reaches nothing that is known: %s."::formatted)
        .orElse(null);
  }

  private List<PrincipalId> members(GroupId group) {
    return grants.groups().stream()
        .filter(it -> it.group().equals(group))
        .findFirst()
        .map(Grants.Members::members)
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_GROUP));
  }

  private Principal active(PrincipalId id) {
    var known =
        principals.find(id).orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_PRINCIPAL));
    kept(Rule.that(known.active(), RefusalCode.PRINCIPAL_DISABLED));
    return known;
  }

  private void compatibleIfThere(PrincipalId id, Collection<Grant> more, Instant at) {
    principals.find(id).filter(Principal::active).ifPresent(it -> compatible(it, more, at));
  }

  private static void compatible(Principal who, Collection<Grant> more, Instant at) {
    kept(GrantRules.compatible(who.kind(), GrantRules.both(who.grants(), more), at));
  }

  private static void kept(Rule rule) {
    if (!rule.kept()) {
      throw new RefusedException(rule.code(), rule.why());
    }
  }
}
