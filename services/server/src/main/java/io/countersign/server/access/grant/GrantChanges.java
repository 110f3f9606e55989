package io.countersign.server.access.grant;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessCommand.RevokeGrant;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantAddition;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Membership;
import io.countersign.domain.access.grant.GroupCommand.AddMember;
import io.countersign.domain.access.grant.GroupCommand.RemoveMember;
import io.countersign.domain.access.grant.GroupCommand.RevokeGroupGrant;
import io.countersign.ledger.access.Grants;
import io.countersign.ledger.access.Principals;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes of grants and of memberships: made alone, or proposed to a second person. */
@Component
final class GrantChanges {
  private final Grants grants;
  private final Principals principals;
  private final ProposedChanges proposals;
  private final CommandSender commands;

  GrantChanges(
      Grants grants, Principals principals, ProposedChanges proposals, CommandSender commands) {
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
    return RoleRules.takesTwo(kind(holder), grant) && !proposals.needNone()
        ? proposed(new GrantAddition(holder, grant), origin)
        : Outcome.done(
            commands.send(
                GrantAdditionExecutor.command(holder, grant, null), origin.context(null)));
  }

  private PrincipalKind kind(GrantHolder holder) {
    return holder
        .principal()
        .flatMap(principals::find)
        .map(AccessFacts.Principal::kind)
        .orElse(PrincipalKind.PERSON);
  }

  private Outcome proposed(ConfirmationSubject change, Origin origin) {
    var proposed = proposals.propose(change, origin);
    return new Outcome(proposed.position(), "proposed", proposed.confirmation().value());
  }

  /** At once, by one person. */
  Outcome revoke(GrantId grant, Origin origin) {
    var holder =
        grants.holderOf(grant).orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_GRANT));
    var group = holder.group();
    var context = origin.context(null);
    return Outcome.done(
        group.isPresent()
            ? commands.send(new RevokeGroupGrant(group.get(), grant), context)
            : commands.send(new RevokeGrant(holder.principal().orElseThrow(), grant), context));
  }

  Outcome add(GroupId group, PrincipalId member, Origin origin) {
    return proposals.needNone()
        ? Outcome.done(commands.send(new AddMember(group, member, null), origin.context(null)))
        : proposed(new Membership(group, member, true), origin);
  }

  /** At once, by one person; what waits to make them a member again is over. */
  Outcome remove(GroupId group, PrincipalId member, Origin origin) {
    var older = proposals.superseded(new Membership(group, member, false), origin.at(), null);
    return Outcome.done(
        commands.send(new RemoveMember(group, member), origin.context(null), older));
  }
}
