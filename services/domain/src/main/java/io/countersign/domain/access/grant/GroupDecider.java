package io.countersign.domain.access.grant;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantAddition;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantRevocation;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Membership;
import io.countersign.domain.access.grant.GroupCommand.AddMember;
import io.countersign.domain.access.grant.GroupCommand.CreateGroup;
import io.countersign.domain.access.grant.GroupCommand.GiveGroupGrant;
import io.countersign.domain.access.grant.GroupCommand.RemoveMember;
import io.countersign.domain.access.grant.GroupCommand.RenameGroup;
import io.countersign.domain.access.grant.GroupCommand.RevokeGroupGrant;
import io.countersign.domain.access.grant.GroupEvent.AttemptRefused;
import io.countersign.domain.access.grant.GroupEvent.GroupCreated;
import io.countersign.domain.access.grant.GroupEvent.GroupGrantGiven;
import io.countersign.domain.access.grant.GroupEvent.GroupGrantRevoked;
import io.countersign.domain.access.grant.GroupEvent.GroupRenamed;
import io.countersign.domain.access.grant.GroupEvent.MemberAdded;
import io.countersign.domain.access.grant.GroupEvent.MemberRemoved;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The decider about groups. Whoever manages principals manages them. Who becomes a member gets all
 * that the group holds by now and later, and policy may ask for the group: so that takes two
 * persons; leaving takes one, but for who audits by it, or is the last who decides.
 */
public final class GroupDecider {
  private GroupDecider() {}

  public static Decision<GroupEvent> decide(
      Group state, GroupCommand command, CommandContext context) {
    var decision =
        Rule.inOrder(
            Authority.systemOrPerson(context, RoleRules.MANAGING),
            () ->
                switch (state) {
                  case Group.Unknown _ -> ofUnknown(command);
                  case Group.Known it -> decide(it, command, context);
                });
    return Refusals.recorded(
        decision,
        state instanceof Group.Unknown ? null : state.refusals(),
        Attempt.of(command, context),
        command.group(),
        AttemptRefused::new);
  }

  private static Decision<GroupEvent> ofUnknown(GroupCommand command) {
    return command instanceof CreateGroup c
        ? Rule.inOrder(
            List.of(titled(c.title())), () -> Decision.done(new GroupCreated(c.group(), c.title())))
        : Rule.refused(RefusalCode.UNKNOWN_GROUP);
  }

  private static Rule titled(String title) {
    return that(
        !title.isBlank() && title.length() <= 200,
        RefusalCode.BAD_REQUEST,
        "A group has a title of 200 characters at most.");
  }

  private static Decision<GroupEvent> decide(
      Group.Known state, GroupCommand command, CommandContext context) {
    return switch (command) {
      case CreateGroup c ->
          state.title().equals(c.title())
              ? Decision.unchanged()
              : Rule.refused(RefusalCode.GROUP_EXISTS);
      case RenameGroup c -> rename(state, c);
      case AddMember c -> add(state, c, context);
      case RemoveMember c -> remove(state, c, context);
      case GiveGroupGrant c -> give(state, c, context);
      case RevokeGroupGrant c -> revoke(state, c, context);
    };
  }

  /** It's the same group as before, for whoever knows it by its id. */
  private static Decision<GroupEvent> rename(Group.Known state, RenameGroup c) {
    return state.title().equals(c.title())
        ? Decision.unchanged()
        : Rule.inOrder(
            List.of(titled(c.title())),
            () -> Decision.done(new GroupRenamed(c.group(), c.title())));
  }

  private static Decision<GroupEvent> add(Group.Known state, AddMember c, CommandContext context) {
    if (state.members().contains(c.member()) && isThere(c.member(), context)) {
      return Decision.unchanged();
    }
    var change = new Membership(c.group(), c.member(), true);
    return Rule.inOrder(
        Rule.join(
            GrantRules.knownMember(c.member(), context),
            GrantRules.notOneself(Set.of(c.member()), context),
            together(List.of(c.member()), state.grants().values(), context),
            GrantRules.ownPasswords(Set.of(c.member()), held(state, context), context),
            GrantRules.agreed(true, change, c.confirmation(), context)),
        () ->
            Decision.done(
                new MemberAdded(
                    c.group(),
                    c.member(),
                    GrantRules.wantedBy(c.confirmation(), context),
                    GrantRules.confirmedBy(c.confirmation(), context))));
  }

  private static Decision<GroupEvent> remove(
      Group.Known state, RemoveMember c, CommandContext context) {
    if (!state.members().contains(c.member())) {
      return Decision.unchanged();
    }
    var facts = context.facts(AccessFacts.class);
    boolean byOne =
        TakenGrants.byOne(Set.of(c.member()), state.grants().keySet(), facts, context.at());
    var change = new Membership(c.group(), c.member(), false);
    return Rule.inOrder(
        List.of(TakenGrants.agreed(byOne, change, c.confirmation(), context)),
        () -> Decision.done(new MemberRemoved(c.group(), c.member())));
  }

  private static Decision<GroupEvent> revoke(
      Group.Known state, RevokeGroupGrant c, CommandContext context) {
    if (!state.grants().containsKey(c.grant())) {
      return Decision.unchanged();
    }
    var facts = context.facts(AccessFacts.class);
    boolean byOne = TakenGrants.byOne(state.members(), Set.of(c.grant()), facts, context.at());
    var change = new GrantRevocation(GrantHolder.of(c.group()), c.grant());
    return Rule.inOrder(
        List.of(TakenGrants.agreed(byOne, change, c.confirmation(), context)),
        () -> Decision.done(new GroupGrantRevoked(c.group(), c.grant())));
  }

  private static boolean isThere(PrincipalId member, CommandContext context) {
    return context
        .facts(AccessFacts.class)
        .principal(member)
        .filter(AccessFacts.Principal::active)
        .isPresent();
  }

  private static Decision<GroupEvent> give(
      Group.Known state, GiveGroupGrant c, CommandContext context) {
    var known = state.grants().get(c.grant().id());
    if (known != null) {
      return known.equals(c.grant()) ? Decision.unchanged() : Rule.refused(RefusalCode.BAD_REQUEST);
    }
    var change = new GrantAddition(GrantHolder.of(c.group()), c.grant());
    return Rule.inOrder(
        List.of(
            GrantRules.hasTime(c.grant(), context.at()),
            GrantRules.notOneself(state.members(), context),
            together(state.members(), List.of(c.grant()), context),
            GrantRules.ownPasswords(state.members(), Set.of(c.grant().role()), context),
            GrantRules.agreed(RoleRules.takesTwo(c.grant()), change, c.confirmation(), context)),
        () ->
            Decision.done(
                new GroupGrantGiven(
                    c.group(),
                    c.grant(),
                    GrantRules.wantedBy(c.confirmation(), context),
                    GrantRules.confirmedBy(c.confirmation(), context))));
  }

  private static Set<Role> held(Group.Known state, CommandContext context) {
    return state.grants().values().stream()
        .filter(it -> !it.isOver(context.at()))
        .map(Grant::role)
        .collect(Collectors.toSet());
  }

  /** Each of them may hold that beside what they hold; a principal that is gone holds nothing. */
  private static Rule together(
      Collection<PrincipalId> members, Collection<Grant> more, CommandContext context) {
    var facts = context.facts(AccessFacts.class);
    return members.stream()
        .map(facts::principal)
        .flatMap(Optional::stream)
        .filter(AccessFacts.Principal::active)
        .map(it -> GrantRules.compatible(it, more, context.at()))
        .filter(it -> !it.kept())
        .findFirst()
        .orElse(that(true, RefusalCode.ROLE_CONFLICT));
  }
}
