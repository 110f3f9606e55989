package io.countersign.domain.access.grant;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of what one person may take: not what would keep somebody from looking on who audits
 * everything, nor leave nobody who decides, whether they hold it themselves or through a group.
 */
public final class TakenGrants {
  private TakenGrants() {}

  /** Whether it takes one person to end these grants, so that each of those holds them no more. */
  public static boolean byOne(
      Collection<PrincipalId> holders, Set<GrantId> ended, AccessFacts facts, Instant at) {
    return holders.stream()
        .flatMap(it -> facts.principal(it).stream())
        .filter(Principal::active)
        .allMatch(it -> CredentialRules.takenByOne(lost(it, ended, at), it.id(), facts));
  }

  /** The same of all that somebody holds, with whom it ends. */
  public static boolean byOne(PrincipalId who, AccessFacts facts, Instant at) {
    return facts
        .principal(who)
        .filter(it -> !CredentialRules.takenByOne(everywhere(it, at, _ -> true), who, facts))
        .isEmpty();
  }

  /** What they hold everywhere by these, and by nothing else. */
  private static Set<Role> lost(Principal who, Set<GrantId> ended, Instant at) {
    var kept = everywhere(who, at, it -> !ended.contains(it.id()));
    return everywhere(who, at, it -> ended.contains(it.id())).stream()
        .filter(it -> !kept.contains(it))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Also what is yet to begin: who would look into it then doesn't, if it's taken before. */
  private static Set<Role> everywhere(Principal who, Instant at, Predicate<Grant> which) {
    return who.grants().stream()
        .filter(it -> it.scope().isEverywhere() && !it.isOver(at))
        .filter(which)
        .map(Grant::role)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** One may, or two agreed to it. */
  public static Rule agreed(
      boolean byOne,
      ConfirmationSubject change,
      @Nullable ConfirmationId confirmation,
      CommandContext context) {
    return that(
        byOne || ConfirmationRules.confirmed(change, confirmation, context).kept(),
        RefusalCode.CONFIRMATION_REQUIRED,
        "By this somebody who audits would do so no more, or nobody else would be left who may"
            + " decide: it takes a second person.");
  }
}
