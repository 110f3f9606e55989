package io.countersign.domain.access;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.CloseSession;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.AccessCommand.GrantRole;
import io.countersign.domain.access.AccessCommand.IssueToken;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.RevokeRole;
import io.countersign.domain.access.AccessCommand.RevokeToken;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.domain.access.AccessCommand.TryLogin;
import io.countersign.domain.access.AccessEvent.PasswordChanged;
import io.countersign.domain.access.AccessEvent.PrincipalDisabled;
import io.countersign.domain.access.AccessEvent.RoleGranted;
import io.countersign.domain.access.AccessEvent.RoleRevoked;
import io.countersign.domain.access.AccessEvent.SessionClosed;
import io.countersign.domain.access.AccessEvent.TokenIssued;
import io.countersign.domain.access.AccessEvent.TokenRevoked;
import java.util.ArrayList;
import java.util.List;

/** The decider of active principals, for whoever was found authorised to ask. */
final class ActiveDecider {
  private ActiveDecider() {}

  static Decision<AccessEvent> decide(Active state, AccessCommand command, CommandContext context) {
    return switch (command) {
      case GrantRole c -> grant(state, c);
      case RevokeRole c -> revoke(state, c, context);
      case DisablePrincipal c -> disable(state, c, context);
      case ChangePassword c -> changePassword(state, c);
      case CloseSession c ->
          state.sessions().containsKey(c.session())
              ? Decision.done(new SessionClosed(c.principal(), c.session()))
              : Decision.unchanged();
      case IssueToken c -> issue(state, c);
      case RevokeToken c -> revokeToken(state, c);
      case RegisterPrincipal _, SetKillSwitch _, TryLogin _ ->
          Rule.refused(RefusalCode.BAD_REQUEST);
    };
  }

  private static Decision<AccessEvent> grant(Active state, GrantRole c) {
    if (state.roles().contains(c.role())) {
      return Decision.unchanged();
    }
    return RoleRules.allow(state.kind(), state.rolesWith(c.role()))
        ? Decision.done(new RoleGranted(c.principal(), c.role()))
        : Rule.refused(RefusalCode.ROLE_CONFLICT);
  }

  private static Decision<AccessEvent> revoke(Active state, RevokeRole c, CommandContext context) {
    if (!state.roles().contains(c.role())) {
      return Decision.unchanged();
    }
    return c.role() == Role.ADMINISTRATOR && isSelf(state, context)
        ? Rule.refused(RefusalCode.LAST_ADMINISTRATOR)
        : Decision.done(new RoleRevoked(c.principal(), c.role()));
  }

  private static Decision<AccessEvent> disable(
      Active state, DisablePrincipal c, CommandContext context) {
    return Rule.inOrder(
        List.of(
            that(!isSelf(state, context), RefusalCode.LAST_ADMINISTRATOR),
            that(!c.reason().isBlank(), RefusalCode.REASON_REQUIRED)),
        () -> Decision.done(new PrincipalDisabled(c.principal(), c.reason())));
  }

  /**
   * As far as one aggregate can see it, an administrator remains as long as none takes it from
   * himself: whoever takes it from another is one.
   */
  private static boolean isSelf(Active state, CommandContext context) {
    return context.actor().id().equals(state.principal());
  }

  /** A new password ends every open session and any lock. */
  private static Decision<AccessEvent> changePassword(Active state, ChangePassword c) {
    if (state.kind() != PrincipalKind.PERSON) {
      return Rule.refused(RefusalCode.HUMAN_REQUIRED);
    }
    var events = new ArrayList<AccessEvent>();
    events.add(new PasswordChanged(c.principal()));
    state.sessions().keySet().stream()
        .sorted()
        .forEach(session -> events.add(new SessionClosed(c.principal(), session)));
    return Decision.done(events);
  }

  /** Persons have sessions, never tokens; a revoked token's id is never used again. */
  private static Decision<AccessEvent> issue(Active state, IssueToken c) {
    if (state.kind() == PrincipalKind.PERSON) {
      return Rule.refused(RefusalCode.ROLE_CONFLICT);
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
