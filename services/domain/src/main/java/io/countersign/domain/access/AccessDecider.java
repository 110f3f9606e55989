package io.countersign.domain.access;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
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
import io.countersign.domain.access.AccessEvent.KillSwitchSet;
import io.countersign.domain.access.AccessEvent.PrincipalRegistered;
import java.util.Optional;
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
    var unauthorised = unauthorised(command, context);
    if (unauthorised.isPresent()) {
      return AccessRefusals.refuse(state, command, context, unauthorised.get());
    }
    return switch (command) {
      case RegisterPrincipal c -> register(state, c, context);
      case SetKillSwitch c -> setKillSwitch(state, c, context);
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

  private static Optional<RefusalCode> unauthorised(AccessCommand command, CommandContext context) {
    return switch (command) {
      case TryLogin _ -> Optional.empty();
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

  private static Optional<RefusalCode> selfOrManaging(PrincipalId about, CommandContext context) {
    return context.actor().id().equals(about)
        ? Authority.known(context)
        : Authority.systemOrPerson(context, MANAGING);
  }

  private static Decision<AccessEvent> register(
      Access state, RegisterPrincipal c, CommandContext context) {
    if (c.principal().equals(PrincipalId.SYSTEM)) {
      return AccessRefusals.refuse(state, c, context, RefusalCode.PRINCIPAL_EXISTS);
    }
    return switch (state) {
      case Access.Unknown _ ->
          RoleRules.allow(c.kind(), c.roles())
              ? Decision.done(new PrincipalRegistered(c.principal(), c.kind(), c.roles()))
              : AccessRefusals.refuse(state, c, context, RefusalCode.ROLE_CONFLICT);
      case Active it when it.kind() == c.kind() && it.roles().equals(c.roles()) ->
          Decision.unchanged();
      case Active _, Access.Disabled _, Access.KillSwitch _ ->
          AccessRefusals.refuse(state, c, context, RefusalCode.PRINCIPAL_EXISTS);
    };
  }

  private static Decision<AccessEvent> setKillSwitch(
      Access state, SetKillSwitch c, CommandContext context) {
    if (!c.principal().equals(PrincipalId.SYSTEM)) {
      return AccessRefusals.refuse(state, c, context, RefusalCode.BAD_REQUEST);
    }
    boolean on = state instanceof Access.KillSwitch it && it.on();
    if (on == c.on()) {
      return Decision.unchanged();
    }
    return c.reason().isBlank()
        ? AccessRefusals.refuse(state, c, context, RefusalCode.REASON_REQUIRED)
        : Decision.done(new KillSwitchSet(c.principal(), c.on(), c.reason()));
  }

  private static Decision<AccessEvent> manage(
      Access state, AccessCommand command, CommandContext context) {
    return switch (state) {
      case Active it -> ActiveDecider.decide(it, command, context);
      case Access.Disabled it -> ofDisabled(it, command, context);
      case Access.Unknown _, Access.KillSwitch _ ->
          AccessRefusals.refuse(state, command, context, RefusalCode.UNKNOWN_PRINCIPAL);
    };
  }

  /** What would be taken away is gone already; nothing can be given. */
  private static Decision<AccessEvent> ofDisabled(
      Access.Disabled state, AccessCommand command, CommandContext context) {
    return switch (command) {
      case RevokeRole _, DisablePrincipal _, CloseSession _, RevokeToken _ -> Decision.unchanged();
      case RegisterPrincipal _,
          GrantRole _,
          ChangePassword _,
          TryLogin _,
          IssueToken _,
          SetKillSwitch _ ->
          AccessRefusals.refuse(state, command, context, RefusalCode.PRINCIPAL_DISABLED);
    };
  }
}
