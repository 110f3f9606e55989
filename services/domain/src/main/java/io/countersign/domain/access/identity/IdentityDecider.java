package io.countersign.domain.access.identity;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.grant.GrantRules;
import io.countersign.domain.access.identity.IdentityCommand.AddIdentity;
import io.countersign.domain.access.identity.IdentityCommand.RemoveIdentity;
import io.countersign.domain.access.identity.IdentityEvent.AttemptRefused;
import io.countersign.domain.access.identity.IdentityEvent.IdentityAdded;
import io.countersign.domain.access.identity.IdentityEvent.IdentityRemoved;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about identities: an administrator says whose an address is; it's one person's only.
 * Nobody says so of an address of their own: it's by that that they are told to have made a change.
 */
public final class IdentityDecider {
  private static final Set<Role> MANAGING = Set.of(Role.ADMINISTRATOR);

  private IdentityDecider() {}

  /**
   * @return a refusal is recorded once a minute for the same principal and code; one of what is
   *     nobody's yet isn't: each such try would be another stream
   */
  public static Decision<IdentityEvent> decide(
      Identity state, IdentityCommand command, CommandContext context) {
    return Refusals.recorded(
        Rule.inOrder(
            Authority.person(context, MANAGING), () -> authorised(state, command, context)),
        state instanceof Identity.Unknown ? null : state.refusals(),
        Attempt.of(command, context),
        command.identity(),
        AttemptRefused::new);
  }

  private static Decision<IdentityEvent> authorised(
      Identity state, IdentityCommand command, CommandContext context) {
    return switch (command) {
      case AddIdentity c -> add(state, c, context);
      case RemoveIdentity c -> remove(state, c, context);
    };
  }

  /** The same address of the same person again changes nothing. */
  private static Decision<IdentityEvent> add(
      Identity state, AddIdentity c, CommandContext context) {
    var holder = context.facts(IdentityFacts.class).holder(c.address());
    if (holder.equals(Optional.of(c.principal()))) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        Rule.join(
            Authority.activePerson(c.principal(), context),
            GrantRules.notOneself(Set.of(c.principal()), context),
            that(holder.isEmpty(), RefusalCode.IDENTITY_TAKEN),
            that(state instanceof Identity.Unknown, RefusalCode.BAD_REQUEST)),
        () -> Decision.done(new IdentityAdded(c.identity(), c.principal(), c.kept(), by(context))));
  }

  private static Decision<IdentityEvent> remove(
      Identity state, RemoveIdentity c, CommandContext context) {
    return switch (state) {
      case Identity.Unknown _ -> Rule.refused(RefusalCode.UNKNOWN_IDENTITY);
      case Identity.Held it ->
          Rule.inOrder(
              List.of(GrantRules.notOneself(Set.of(it.principal()), context)),
              () -> Decision.done(new IdentityRemoved(c.identity(), it.principal(), by(context))));
      case Identity.Removed _ -> Decision.unchanged();
    };
  }

  private static PrincipalId by(CommandContext context) {
    return context.actor().id();
  }
}
