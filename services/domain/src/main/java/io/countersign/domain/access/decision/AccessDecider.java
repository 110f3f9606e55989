package io.countersign.domain.access.decision;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Access;
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
import io.countersign.domain.access.AccessEvent.AttemptRefused;
import io.countersign.domain.access.AccessEvent.BootstrapEnded;
import io.countersign.domain.access.AccessEvent.KillSwitchSet;
import io.countersign.domain.access.AccessEvent.PrincipalRegistered;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.AccessFacts.Halt;
import io.countersign.domain.access.Active;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.KillSwitchRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about principals. Only an active person who is ADMINISTRATOR, or the product itself,
 * manages others; who isn't allowed to ask never learns whether a principal exists. What may be
 * done to an active principal is in {@link ActiveDecider}, passwords and sessions in {@link
 * CredentialDecider}. Each administrator halts execution alone, and anew as often as they want, who
 * operates or commands a part that part; to go on takes a second person, who agreed to the end of
 * this very halt.
 */
public final class AccessDecider {
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

  /** Nobody is authenticated yet when somebody logs in: it counts for the principal itself. */
  static Attempt attempt(AccessCommand command, CommandContext context) {
    return command instanceof OpenSession || command instanceof RedeemReset
        ? Attempt.by(command.principal(), command, context)
        : Attempt.of(command, context);
  }

  private static Decision<AccessEvent> authorised(
      Access state, AccessCommand command, CommandContext context) {
    return switch (command) {
      case RegisterPrincipal c -> register(state, c, context);
      case SetKillSwitch c -> setKillSwitch(state, c, context);
      case OpenSession c -> CredentialDecider.open(state, c, context);
      case RedeemReset c -> CredentialDecider.redeem(state, c, context);
      case ChangeRoles c -> manage(state, c, context);
      case ResetPassword c -> manage(state, c, context);
      case GiveGrant c -> manage(state, c, context);
      case RevokeGrant c -> manage(state, c, context);
      case DisablePrincipal c -> manage(state, c, context);
      case ChangePassword c -> manage(state, c, context);
      case CloseSession c -> manage(state, c, context);
      case IssueToken c -> manage(state, c, context);
      case RevokeToken c -> manage(state, c, context);
    };
  }

  private static List<Rule> authority(AccessCommand command, CommandContext context) {
    return switch (command) {
      case OpenSession _, RedeemReset _ -> List.of();
      case ChangePassword c -> selfOrManaging(c.principal(), context);
      case CloseSession c -> selfOrManaging(c.principal(), context);
      case SetKillSwitch c -> // who agreed to go on carries it out, though they couldn't halt
          Authority.systemOrPersonThroughout(
              context,
              c.confirmation() == null ? RoleRules.halting(c.scope()) : RoleRules.RELEASING,
              List.of(c.scope().reach()));
      case RegisterPrincipal _,
          ChangeRoles _,
          GiveGrant _,
          RevokeGrant _,
          ResetPassword _,
          DisablePrincipal _,
          IssueToken _,
          RevokeToken _ ->
          Authority.systemOrPerson(context, RoleRules.MANAGING);
    };
  }

  private static List<Rule> selfOrManaging(PrincipalId about, CommandContext context) {
    return context.actor().id().equals(about)
        ? Authority.known(context)
        : Authority.systemOrPerson(context, RoleRules.MANAGING);
  }

  private static Decision<AccessEvent> register(
      Access state, RegisterPrincipal c, CommandContext context) {
    if (c.principal().equals(PrincipalId.SYSTEM)) {
      return Rule.refused(RefusalCode.PRINCIPAL_EXISTS);
    }
    return switch (state) {
      case Access.Unknown _ ->
          Rule.inOrder(
              List.of(
                  RoleRules.compatible(c.kind(), c.roles()),
                  that(
                      c.reset() != null
                          || !c.roles().contains(Role.ADMINISTRATOR)
                          || Authority.isSystem(context),
                      RefusalCode.INVITATION_REQUIRED),
                  that(
                      !RoleRules.takeTwo(c.roles())
                          || !ConfirmationRules.secondPersonNeeded(context),
                      RefusalCode.CONFIRMATION_REQUIRED)),
              () -> Decision.done(registered(c, context)));
      case Active it when it.kind() == c.kind() && it.roles().equals(c.roles()) ->
          Decision.unchanged();
      case Active _, Access.Disabled _, Access.KillSwitch _ ->
          Rule.refused(RefusalCode.PRINCIPAL_EXISTS);
    };
  }

  private static List<AccessEvent> registered(RegisterPrincipal c, CommandContext context) {
    var events = new ArrayList<AccessEvent>();
    boolean given =
        c.kind() == PrincipalKind.PERSON && c.reset() == null && !Authority.isSystem(context);
    var by = given ? context.actor().id() : null;
    events.add(new PrincipalRegistered(c.principal(), c.kind(), c.roles(), by));
    if (c.reset() != null) {
      var alone = Authority.isSystem(context) ? null : context.actor().id();
      var issued = CredentialDecider.issued(c.principal(), c.reset(), alone, context);
      events.addAll(CredentialDecider.handedOut(issued, Authority.isSystem(context)));
    }
    return events;
  }

  /** Once two administrators whose passwords are their own count as two, and for good. */
  static Optional<AccessEvent> endOfBootstrap(
      PrincipalId principal, Set<Role> roles, CommandContext context) {
    var facts = context.facts(AccessFacts.class);
    return roles.contains(Role.ADMINISTRATOR) && facts.bootstrapping()
        ? CredentialRules.otherOfTheFirstTwo(principal, facts)
            .map(it -> new BootstrapEnded(principal, it))
        : Optional.empty();
  }

  private static Decision<AccessEvent> setKillSwitch(
      Access state, SetKillSwitch c, CommandContext context) {
    if (!c.principal().equals(PrincipalId.SYSTEM) || (c.on() && c.confirmation() != null)) {
      return Rule.refused(RefusalCode.BAD_REQUEST);
    }
    boolean on = state instanceof Access.KillSwitch it && it.isOn(c.scope());
    if (c.on() ? on && !isAnotherHalt(c, context) : !on) {
      return Decision.unchanged();
    }
    var reason = that(!c.reason().isBlank(), RefusalCode.REASON_REQUIRED);
    return Rule.inOrder(
        c.on() ? List.of(reason) : List.of(reason, mayGoOn(c, context)),
        () -> Decision.done(new KillSwitchSet(c.principal(), c.on(), c.reason(), c.scope())));
  }

  /** Whoever halts anew has the last word: what was agreed to about the earlier halt is void. */
  private static boolean isAnotherHalt(SetKillSwitch c, CommandContext context) {
    var halt = new Halt(c.scope(), context.at(), context.actor().id(), c.reason());
    return context
        .facts(AccessFacts.class)
        .halt(c.scope())
        .filter(it -> !it.equals(halt))
        .isPresent();
  }

  private static Rule mayGoOn(SetKillSwitch c, CommandContext context) {
    var facts = context.facts(AccessFacts.class);
    var since = facts.halt(c.scope()).map(Halt::at).orElse(Instant.EPOCH);
    return ConfirmationRules.confirmed(
        new KillSwitchRelease(since, c.reason(), c.scope()), c.confirmation(), context);
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
      case DisablePrincipal _, CloseSession _, RevokeToken _, RevokeGrant _ -> Decision.unchanged();
      case ChangeRoles c when c.grant().isEmpty() -> Decision.unchanged();
      case RegisterPrincipal _,
          ChangeRoles _,
          GiveGrant _,
          ChangePassword _,
          ResetPassword _,
          RedeemReset _,
          OpenSession _,
          IssueToken _,
          SetKillSwitch _ ->
          Rule.refused(RefusalCode.PRINCIPAL_DISABLED);
    };
  }
}
