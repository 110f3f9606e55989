package io.countersign.domain.access.decision;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.ChangeRoles;
import io.countersign.domain.access.AccessCommand.CloseSession;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.AccessCommand.GiveGrant;
import io.countersign.domain.access.AccessCommand.IssueToken;
import io.countersign.domain.access.AccessCommand.OpenSession;
import io.countersign.domain.access.AccessCommand.RedeemReset;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.ResetPassword;
import io.countersign.domain.access.AccessCommand.RevokeGrant;
import io.countersign.domain.access.AccessCommand.RevokeToken;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.AccessEvent.PrincipalDisabled;
import io.countersign.domain.access.AccessEvent.RoleGranted;
import io.countersign.domain.access.AccessEvent.RoleRevoked;
import io.countersign.domain.access.AccessEvent.SessionClosed;
import io.countersign.domain.access.AccessEvent.TokenIssued;
import io.countersign.domain.access.AccessEvent.TokenRevoked;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Active;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Disablement;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RoleChange;
import io.countersign.domain.access.grant.GrantRules;
import io.countersign.domain.access.grant.TakenGrants;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The decider of active principals, for whoever was found authorised to ask. */
final class ActiveDecider {
  private ActiveDecider() {}

  static Decision<AccessEvent> decide(Active state, AccessCommand command, CommandContext context) {
    return switch (command) {
      case ChangeRoles c -> changeRoles(state, c, context);
      case GiveGrant c -> BoundedGrants.give(state, c, context);
      case RevokeGrant c -> BoundedGrants.revoke(state, c, context);
      case DisablePrincipal c -> disable(state, c, context);
      case ChangePassword c -> CredentialDecider.change(state, c, context);
      case ResetPassword c -> CredentialDecider.reset(state, c, context);
      case CloseSession c ->
          state.sessions().containsKey(c.session())
              ? Decision.done(new SessionClosed(c.principal(), c.session()))
              : Decision.unchanged();
      case IssueToken c -> issue(state, c);
      case RevokeToken c -> revokeToken(state, c);
      case RegisterPrincipal _, SetKillSwitch _, OpenSession _, RedeemReset _ ->
          Rule.refused(RefusalCode.BAD_REQUEST);
    };
  }

  /** All of it or nothing; what is so already makes no event. */
  private static Decision<AccessEvent> changeRoles(
      Active state, ChangeRoles c, CommandContext context) {
    var granted = minus(c.grant(), state.roles());
    var revoked = minus(c.revoke(), minus(c.revoke(), state.roles()));
    if (granted.isEmpty() && revoked.isEmpty()) {
      return Decision.unchanged();
    }
    var change = new RoleChange(c.principal(), c.grant(), c.revoke(), c.reset());
    return Rule.inOrder(
        List.of(
            that(
                minus(c.grant(), c.revoke()).equals(c.grant()),
                RefusalCode.BAD_REQUEST,
                "A role can't be both granted and revoked."),
            that(granted.isEmpty() || !isSelf(state, context), RefusalCode.SOD_SELF_GRANT),
            that(
                !revoked.contains(Role.ADMINISTRATOR) || !isSelf(state, context),
                RefusalCode.LAST_ADMINISTRATOR,
                "Nobody takes ADMINISTRATOR from themselves: another administrator can."),
            granted.isEmpty()
                ? that(true, RefusalCode.ROLE_CONFLICT)
                : BoundedGrants.together(state, granted, revoked, context),
            takesTwo(state, granted, revoked, context)
                ? ConfirmationRules.confirmed(change, c.confirmation(), context)
                : that(c.reset().isEmpty(), RefusalCode.BAD_REQUEST),
            ownPassword(granted, c, context)),
        () -> Decision.done(changed(c, granted, revoked, context)));
  }

  /** It reaches everything; or leaves nobody who decides, or one fewer who audits. */
  private static boolean takesTwo(
      Active state, Set<Role> granted, Set<Role> revoked, CommandContext context) {
    return RoleRules.takeTwo(granted)
        || !CredentialRules.takenByOne(
            revoked, state.principal(), context.facts(AccessFacts.class));
  }

  /** Whose password somebody else could have chosen chooses another with what they're given. */
  private static Rule ownPassword(Set<Role> granted, ChangeRoles c, CommandContext context) {
    var facts = context.facts(AccessFacts.class);
    boolean needed =
        CredentialRules.takesNewPassword(
            granted, facts.credential(c.principal()), facts.bootstrapping());
    return that(
        !needed || !c.reset().isEmpty() || Authority.isSystem(context),
        RefusalCode.CREDENTIAL_NOT_OWN);
  }

  private static List<AccessEvent> changed(
      ChangeRoles c, Set<Role> granted, Set<Role> revoked, CommandContext context) {
    var events = new ArrayList<AccessEvent>();
    revoked.stream().sorted().forEach(it -> events.add(new RoleRevoked(c.principal(), it)));
    granted.stream().sorted().forEach(it -> events.add(granted(c, it, context)));
    if (!c.reset().isEmpty()) {
      var alone = ConfirmationRules.alone(context);
      events.add(CredentialDecider.issued(c.principal(), c.reset(), alone, context));
    } else if (context.facts(AccessFacts.class).credential(c.principal()).own()) {
      AccessDecider.endOfBootstrap(c.principal(), granted, context).ifPresent(events::add);
    }
    return events;
  }

  private static RoleGranted granted(ChangeRoles c, Role role, CommandContext context) {
    return c.confirmation() == null
        ? new RoleGranted(c.principal(), role)
        : new RoleGranted(
            c.principal(),
            role,
            GrantRules.wantedBy(c.confirmation(), context),
            GrantRules.confirmedBy(c.confirmation(), context));
  }

  private static Set<Role> minus(Set<Role> roles, Set<Role> others) {
    return roles.stream()
        .filter(it -> !others.contains(it))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Decision<AccessEvent> disable(
      Active state, DisablePrincipal c, CommandContext context) {
    var change = new Disablement(c.principal(), c.reason());
    var facts = context.facts(AccessFacts.class);
    boolean alone =
        CredentialRules.takenByOne(state.roles(), c.principal(), facts)
            && TakenGrants.byOne(c.principal(), facts, context.at());
    return Rule.inOrder(
        List.of(
            that(
                !isSelf(state, context),
                RefusalCode.LAST_ADMINISTRATOR,
                "Nobody disables themselves: another administrator can."),
            that(!c.reason().isBlank(), RefusalCode.REASON_REQUIRED),
            that(
                alone || ConfirmationRules.confirmed(change, c.confirmation(), context).kept(),
                RefusalCode.CONFIRMATION_REQUIRED,
                "This person audits, or nobody else is left who may decide: it takes a second"
                    + " person.")),
        () -> Decision.done(new PrincipalDisabled(c.principal(), c.reason())));
  }

  /**
   * As far as one aggregate can see it, an administrator remains as long as none takes it from
   * himself: whoever takes it from another is one.
   */
  private static boolean isSelf(Active state, CommandContext context) {
    return context.actor().id().equals(state.principal());
  }

  /** Persons have sessions, never tokens; a revoked token's id is never used again. */
  private static Decision<AccessEvent> issue(Active state, IssueToken c) {
    if (state.kind() == PrincipalKind.PERSON) {
      return Rule.refused(
          RefusalCode.ROLE_CONFLICT, "A person has sessions, no token: register a service for it.");
    }
    var known = state.tokens().get(c.token());
    if (known == null) {
      return Decision.done(new TokenIssued(c.principal(), c.token(), c.integration()));
    }
    return known.equals(new Active.Token(c.integration(), false))
        ? Decision.unchanged()
        : Rule.refused(RefusalCode.BAD_REQUEST);
  }

  private static Decision<AccessEvent> revokeToken(Active state, RevokeToken c) {
    var known = state.tokens().get(c.token());
    if (known == null) {
      return Rule.refused(RefusalCode.UNKNOWN_TOKEN);
    }
    return known.revoked()
        ? Decision.unchanged()
        : Decision.done(new TokenRevoked(c.principal(), c.token()));
  }
}
