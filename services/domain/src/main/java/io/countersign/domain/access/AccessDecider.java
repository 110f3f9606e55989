package io.countersign.domain.access;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
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
import io.countersign.domain.access.AccessEvent.AttemptRefused;
import io.countersign.domain.access.AccessEvent.KillSwitchSet;
import io.countersign.domain.access.AccessEvent.PrincipalRegistered;
import java.util.List;
import java.util.Set;

/**
 * Decides about principals. Only an active person who is ADMINISTRATOR, or the product itself,
 * manages others; who isn't allowed to ask never learns whether a principal exists. What may be
 * done to an active principal is in {@link ActiveDecider}, logins in {@link LoginDecider}.
 */
public final class AccessDecider {
  private static final Set<Role> MANAGING = Set.of(Role.ADMINISTRATOR);

  private AccessDecider() {}

  public static Decision<AccessEvent> decide(
      Access state, AccessCommand command, CommandContext context) {
    var decision =
        Rule.inOrder(authority(command, context), () -> authorised(state, command, context));
    return state instanceof Access.Unknown
        ? decision
        : Refusals.recorded(
            decision,
            state.refusals(),
            attempt(command, context),
            (code, attempt) -> refusal(command, code, attempt));
  }

  static AttemptRefused refusal(AccessCommand command, RefusalCode code, Attempt attempt) {
    return new AttemptRefused(
        command.principal(), code, attempt.by(), attempt.command(), attempt.at());
  }

  /** Nobody is authenticated yet when a login is tried: it counts for the principal itself. */
  static Attempt attempt(AccessCommand command, CommandContext context) {
    return command instanceof TryLogin
        ? Attempt.by(command.principal(), command, context)
        : Attempt.of(command, context);
  }

  private static Decision<AccessEvent> authorised(
      Access state, AccessCommand command, CommandContext context) {
    return switch (command) {
      case RegisterPrincipal c -> register(state, c);
      case SetKillSwitch c -> setKillSwitch(state, c);
      case TryLogin c -> LoginDecider.decide(state, c, context);
      case GrantRole c -> manage(state, c, context);
      case RevokeRole c -> manage(state, c, context);
      case DisablePrincipal c -> manage(state, c, context);
      case ChangePassword c -> manage(state, c, context);
      case CloseSession c -> manage(state, c, context);
      case IssueToken c -> manage(state, c, context);
      case RevokeToken c -> manage(state, c, context);
    };
  }

  private static List<Rule> authority(AccessCommand command, CommandContext context) {
    return switch (command) {
      case TryLogin _ -> List.of();
      case ChangePassword c -> selfOrManaging(c.principal(), context);
      case CloseSession c -> selfOrManaging(c.principal(), context);
      case RegisterPrincipal _,
          SetKillSwitch _,
          GrantRole _,
          RevokeRole _,
          DisablePrincipal _,
          IssueToken _,
          RevokeToken _ ->
          Authority.systemOrPerson(context, MANAGING);
    };
  }

  private static List<Rule> selfOrManaging(PrincipalId about, CommandContext context) {
    return context.actor().id().equals(about)
        ? Authority.known(context)
        : Authority.systemOrPerson(context, MANAGING);
  }

  private static Decision<AccessEvent> register(Access state, RegisterPrincipal c) {
    if (c.principal().equals(PrincipalId.SYSTEM)) {
      return Rule.refused(RefusalCode.PRINCIPAL_EXISTS);
    }
    return switch (state) {
      case Access.Unknown _ ->
          RoleRules.allow(c.kind(), c.roles())
              ? Decision.done(new PrincipalRegistered(c.principal(), c.kind(), c.roles()))
              : Rule.refused(RefusalCode.ROLE_CONFLICT);
      case Active it when it.kind() == c.kind() && it.roles().equals(c.roles()) ->
          Decision.unchanged();
      case Active _, Access.Disabled _, Access.KillSwitch _ ->
          Rule.refused(RefusalCode.PRINCIPAL_EXISTS);
    };
  }

  private static Decision<AccessEvent> setKillSwitch(Access state, SetKillSwitch c) {
    if (!c.principal().equals(PrincipalId.SYSTEM)) {
      return Rule.refused(RefusalCode.BAD_REQUEST);
    }
    boolean on = state instanceof Access.KillSwitch it && it.on();
    if (on == c.on()) {
      return Decision.unchanged();
    }
    return c.reason().isBlank()
        ? Rule.refused(RefusalCode.REASON_REQUIRED)
        : Decision.done(new KillSwitchSet(c.principal(), c.on(), c.reason()));
  }

  private static Decision<AccessEvent> manage(
      Access state, AccessCommand command, CommandContext context) {
    return switch (state) {
      case Active it -> ActiveDecider.decide(it, command, context);
      case Access.Disabled it -> ofDisabled(command);
      case Access.Unknown _, Access.KillSwitch _ -> Rule.refused(RefusalCode.UNKNOWN_PRINCIPAL);
    };
  }

  /** What would be taken away is gone already; nothing can be given. */
  private static Decision<AccessEvent> ofDisabled(AccessCommand command) {
    return switch (command) {
      case RevokeRole _, DisablePrincipal _, CloseSession _, RevokeToken _ -> Decision.unchanged();
      case RegisterPrincipal _,
          GrantRole _,
          ChangePassword _,
          TryLogin _,
          IssueToken _,
          SetKillSwitch _ ->
          Rule.refused(RefusalCode.PRINCIPAL_DISABLED);
    };
  }
}
