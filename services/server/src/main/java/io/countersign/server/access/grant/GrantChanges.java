package io.countersign.server.access.grant;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantAddition;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantRevocation;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Membership;
import io.countersign.domain.access.grant.GroupCommand.AddMember;
import io.countersign.domain.access.grant.GroupCommand.RemoveMember;
import io.countersign.ledger.access.Grants;
import io.countersign.ledger.access.Principals;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes of grants and of memberships: made alone, or proposed to a second person. */
@Component
final class GrantChanges {
  private final Grants grants;
  private final Principals principals;
  private final ProposedChanges proposals;
  private final CommandSender commands;
  private final GrantProspects prospects;

  GrantChanges(
      Grants grants,
      Principals principals,
      ProposedChanges proposals,
      CommandSender commands,
      GrantProspects prospects) {
    this.prospects = prospects;
    this.grants = grants;
    this.principals = principals;
    this.proposals = proposals;
    this.commands = commands;
  }

  /**
   * What came of it.
   *
   * @param outcome {@code done}, {@code unchanged} or {@code proposed}
   * @param confirmation that it waits for; absent when it was done
   */
  record Outcome(long position, String outcome, @Nullable String confirmation) {
    static Outcome done(CommandSender.Written written) {
      return new Outcome(written.position(), written.outcome(), null);
    }
  }

  Outcome give(GrantHolder holder, Grant grant, Origin origin) {
    boolean takesTwo = RoleRules.takesTwo(grant) && !proposals.needNone();
    if (takesTwo) {
      prospects.check(holder, grant, origin.at());
    }
    return takesTwo
        ? proposed(new GrantAddition(holder, grant), origin)
        : Outcome.done(
            commands.send(
                GrantAdditionExecutor.command(holder, grant, null), origin.context(null)));
  }

  /** What whoever gives it is to hear; null for nothing. */
  @Nullable String warning(Scope scope) {
    return prospects.warning(scope);
  }

  private Outcome proposed(ConfirmationSubject change, Origin origin) {
    var proposed = proposals.propose(change, origin);
    return new Outcome(proposed.position(), "proposed", proposed.confirmation().value());
  }

  /** At once and by one person, unless somebody would look on no more, or nobody decide. */
  Outcome revoke(GrantId grant, Origin origin) {
    var holder =
        grants.holderOf(grant).orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_GRANT));
    var holders =
        holder.group().map(grants::members).orElseGet(() -> holder.principal().stream().toList());
    return takesTwo(holders, Set.of(grant), origin)
        ? proposed(new GrantRevocation(holder, grant), origin)
        : Outcome.done(
            commands.send(
                GrantRevocationExecutor.command(holder, grant, null), origin.context(null)));
  }

  private boolean takesTwo(List<PrincipalId> holders, Set<GrantId> ended, Origin origin) {
    return !proposals.needNone() && !principals.endedByOne(holders, ended, origin.at());
  }

  Outcome add(GroupId group, PrincipalId member, Origin origin) {
    boolean alone = proposals.needNone();
    if (!alone) {
      prospects.check(group, member, origin.at());
    }
    return alone
        ? Outcome.done(commands.send(new AddMember(group, member, null), origin.context(null)))
        : proposed(new Membership(group, member, true), origin);
  }

  /** The same; what waits to make them a member again is over. */
  Outcome remove(GroupId group, PrincipalId member, Origin origin) {
    if (grants.members(group).contains(member)
        && takesTwo(List.of(member), grants.ofGroup(group), origin)) {
      return proposed(new Membership(group, member, false), origin);
    }
    var older = proposals.superseded(new Membership(group, member, false), origin.at(), null);
    return Outcome.done(
        commands.send(new RemoveMember(group, member), origin.context(null), older));
  }
}
