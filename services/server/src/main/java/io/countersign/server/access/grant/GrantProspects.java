package io.countersign.server.access.grant;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.grant.GrantRules;
import io.countersign.ledger.access.Grants;
import io.countersign.ledger.access.Principals;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.scope.NothingWithin;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
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
  private final PrincipalNames names;
  private final NothingWithin nothing;

  GrantProspects(
      Grants grants, Principals principals, PrincipalNames names, NothingWithin nothing) {
    this.names = names;
    this.grants = grants;
    this.principals = principals;
    this.nothing = nothing;
  }

  /**
   * @throws RefusedException for what the decider would refuse
   */
  void check(GrantHolder holder, Grant grant, Instant at) {
    kept(GrantRules.hasTime(grant, at));
    holder.principal().ifPresent(it -> prospect(active(it), List.of(grant), at));
    holder
        .group()
        .ifPresent(it -> members(it).forEach(member -> ifThere(member, List.of(grant), at)));
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
    prospect(active(member), held, at);
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

  private void ifThere(PrincipalId id, Collection<Grant> more, Instant at) {
    principals.find(id).filter(Principal::active).ifPresent(it -> prospect(it, more, at));
  }

  private void prospect(Principal who, Collection<Grant> more, Instant at) {
    kept(GrantRules.compatible(who.kind(), GrantRules.both(who.grants(), more), at));
    kept(ownPassword(who.id(), more, at));
  }

  /** It's asked only where it takes two, so never as long as there is one administrator. */
  private Rule ownPassword(PrincipalId who, Collection<Grant> more, Instant at) {
    var roles =
        more.stream().filter(it -> !it.isOver(at)).map(Grant::role).collect(Collectors.toSet());
    var name = names.lookup().orId(who.value());
    return Rule.that(
        !CredentialRules.takesNewPassword(roles, principals.credential(who), false),
        RefusalCode.CREDENTIAL_NOT_OWN,
        "Another person chose the password of %s, or could have: have it reset first (countersign user reset %s)."
            .formatted(name, name));
  }

  private static void kept(Rule rule) {
    if (!rule.kept()) {
      throw new RefusedException(rule.code(), rule.why());
    }
  }
}
