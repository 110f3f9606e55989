package io.countersign.domain.access;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import java.util.Optional;
import java.util.Set;

/** Guards over who asks: each answers the code of the rule that is broken, or nothing. */
public final class Authority {
  private Authority() {}

  /** Known and active, or the product itself. */
  public static Optional<RefusalCode> known(CommandContext context) {
    return isSystem(context) ? Optional.empty() : active(context);
  }

  /** A person with one of these roles, as it is now. */
  public static Optional<RefusalCode> person(CommandContext context, Set<Role> anyOf) {
    return active(context)
        .or(() -> isPerson(context) ? Optional.empty() : Optional.of(RefusalCode.HUMAN_REQUIRED))
        .or(() -> holds(context, anyOf) ? Optional.empty() : Optional.of(RefusalCode.FORBIDDEN));
  }

  /** As {@link #person}, or the product itself. */
  public static Optional<RefusalCode> systemOrPerson(CommandContext context, Set<Role> anyOf) {
    return isSystem(context) ? Optional.empty() : person(context, anyOf);
  }

  /** The product itself: correlator, workflows, timers. */
  public static Optional<RefusalCode> system(CommandContext context) {
    return isSystem(context) ? Optional.empty() : Optional.of(RefusalCode.FORBIDDEN);
  }

  private static boolean isSystem(CommandContext context) {
    return context.actor().equals(Actor.SYSTEM);
  }

  private static Optional<RefusalCode> active(CommandContext context) {
    var principal = principal(context);
    if (principal.isEmpty()) {
      return Optional.of(RefusalCode.UNKNOWN_PRINCIPAL);
    }
    return principal.get().active()
        ? Optional.empty()
        : Optional.of(RefusalCode.PRINCIPAL_DISABLED);
  }

  /** Both the record and the surface must say so. */
  private static boolean isPerson(CommandContext context) {
    return context.actor().isPerson()
        && principal(context).filter(it -> it.kind() == PrincipalKind.PERSON).isPresent();
  }

  private static boolean holds(CommandContext context, Set<Role> anyOf) {
    return principal(context).filter(it -> anyOf.stream().anyMatch(it::may)).isPresent();
  }

  private static Optional<AccessFacts.Principal> principal(CommandContext context) {
    return context.facts(AccessFacts.class).principal(context.actor().id());
  }
}
