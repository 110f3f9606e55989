package io.countersign.domain.access.grant;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of what may be granted to whom, by whom, and beside what else. */
public final class GrantRules {
  private GrantRules() {}

  /** It has a time in which it counts, which isn't over. */
  public static Rule hasTime(Grant grant, Instant now) {
    return that(
        grant.until() == null
            || (grant.until().isAfter(now)
                && (grant.from() == null || grant.until().isAfter(grant.from()))),
        RefusalCode.BAD_REQUEST,
        "A grant ends after it begins, and in the future.");
  }

  /** None of them is who asks. */
  public static Rule notOneself(Collection<PrincipalId> beneficiaries, CommandContext context) {
    return that(!beneficiaries.contains(context.actor().id()), RefusalCode.SOD_SELF_GRANT);
  }

  /** All that a principal would hold may be held together, from now on. */
  public static Rule compatible(PrincipalKind kind, Collection<Grant> held, Instant now) {
    return RoleRules.compatible(
        kind, held.stream().filter(it -> !it.isOver(now)).collect(Collectors.toSet()));
  }

  /** The same of whoever is known, with more than they hold. */
  static Rule compatible(Principal principal, Collection<Grant> more, Instant now) {
    return compatible(principal.kind(), both(principal.grants(), more), now);
  }

  public static Set<Grant> both(Collection<Grant> some, Collection<Grant> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whose password somebody else could have chosen has it reset before they are given a say. Who
   * isn't there any more has none.
   */
  public static Rule ownPasswords(
      Collection<PrincipalId> holders, Set<Role> roles, CommandContext context) {
    var facts = context.facts(AccessFacts.class);
    return that(
        holders.stream()
            .filter(it -> facts.principal(it).filter(Principal::active).isPresent())
            .noneMatch(
                it ->
                    CredentialRules.takesNewPassword(
                        roles, facts.credential(it), facts.bootstrapping())),
        RefusalCode.CREDENTIAL_NOT_OWN,
        "Another person chose their password, or could have: have it reset first (user reset).");
  }

  /** Two persons agreed to it, where it takes two. */
  public static Rule agreed(
      boolean takesTwo,
      ConfirmationSubject change,
      @Nullable ConfirmationId confirmation,
      CommandContext context) {
    return takesTwo
        ? ConfirmationRules.confirmed(change, confirmation, context)
        : that(confirmation == null, RefusalCode.BAD_REQUEST);
  }

  /** Who wanted it: who asks, or whose word the second person confirmed. */
  public static PrincipalId wantedBy(
      @Nullable ConfirmationId confirmation, CommandContext context) {
    return confirmation == null
        ? context.actor().id()
        : context
            .facts(AccessFacts.class)
            .consent(confirmation)
            .map(it -> it.adopter() == null ? it.proposer() : it.adopter())
            .orElse(context.actor().id());
  }

  /** The second person; null where none was needed. */
  public static @Nullable PrincipalId confirmedBy(
      @Nullable ConfirmationId confirmation, CommandContext context) {
    return confirmation == null
        ? null
        : context
            .facts(AccessFacts.class)
            .consent(confirmation)
            .map(AccessFacts.Consent::confirmer)
            .orElse(null);
  }

  static List<Rule> knownMember(PrincipalId member, CommandContext context) {
    var known = context.facts(AccessFacts.class).principal(member);
    return List.of(
        that(known.isPresent(), RefusalCode.UNKNOWN_PRINCIPAL),
        that(known.filter(Principal::active).isPresent(), RefusalCode.PRINCIPAL_DISABLED));
  }
}
