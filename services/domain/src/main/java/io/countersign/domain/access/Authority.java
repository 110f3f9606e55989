package io.countersign.domain.access;

import static io.countersign.domain.RefusalCode.FORBIDDEN;
import static io.countersign.domain.RefusalCode.HUMAN_REQUIRED;
import static io.countersign.domain.RefusalCode.PRINCIPAL_DISABLED;
import static io.countersign.domain.RefusalCode.UNKNOWN_PRINCIPAL;
import static io.countersign.domain.Rule.that;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ladder of authority: rules over who asks, as the facts of this moment say. Whatever a command
 * demands, its rungs come in one order: known, active, a person, holder of a role.
 */
public final class Authority {
  private Authority() {}

  /** The product itself: correlator, planner, workflows, timers; never anybody else. */
  public static Rule system(CommandContext context) {
    return that(isSystem(context), FORBIDDEN, "Only the product itself does this.");
  }

  /** Known and active, or the product itself. */
  public static List<Rule> known(CommandContext context) {
    return isSystem(context) ? List.of() : active(context);
  }

  /** Whoever holds one of these roles, person or machine, or the product itself. */
  public static List<Rule> systemOrHolder(CommandContext context, Set<Role> anyOf) {
    return isSystem(context) ? List.of() : Rule.join(active(context), holder(context, anyOf));
  }

  /** The same over each of those. */
  public static List<Rule> systemOrHolderThroughout(
      CommandContext context, Set<Role> anyOf, Collection<Reach> touched) {
    return isSystem(context)
        ? List.of()
        : Rule.join(active(context), throughout(context, anyOf, touched));
  }

  /** A person with one of these roles, or the product itself. */
  public static List<Rule> systemOrPerson(CommandContext context, Set<Role> anyOf) {
    return isSystem(context) ? List.of() : person(context, anyOf);
  }

  /** A person with one of these roles. */
  public static List<Rule> person(CommandContext context, Set<Role> anyOf) {
    return Rule.join(person(context), holder(context, anyOf));
  }

  /** A person with one of these roles over something of all that. */
  public static List<Rule> personWithin(
      CommandContext context, Set<Role> anyOf, Collection<Reach> touched) {
    var who = principal(context);
    return Rule.join(
        person(context),
        touched.stream()
            .map(it -> holder(who, anyOf, it, context.at()))
            .filter(Rule::kept)
            .findFirst()
            .orElseGet(() -> holder(context, anyOf)));
  }

  /**
   * A person with one of these roles over each of those; over nothing in particular, everywhere.
   */
  public static List<Rule> personThroughout(
      CommandContext context, Set<Role> anyOf, Collection<Reach> touched) {
    return Rule.join(person(context), throughout(context, anyOf, touched));
  }

  /** Whoever holds one of these roles over each of those, person or machine. */
  public static List<Rule> throughout(
      CommandContext context, Set<Role> anyOf, Collection<Reach> touched) {
    var who = principal(context);
    return touched.isEmpty()
        ? List.of(holder(context, anyOf))
        : touched.stream().map(it -> holder(who, anyOf, it, context.at())).toList();
  }

  /** The same, or the product itself. */
  public static List<Rule> systemOrPersonThroughout(
      CommandContext context, Set<Role> anyOf, Collection<Reach> touched) {
    return isSystem(context) ? List.of() : personThroughout(context, anyOf, touched);
  }

  /** A person with one of them over something of all that, or the product itself. */
  public static List<Rule> systemOrPersonWithin(
      CommandContext context, Set<Role> anyOf, Collection<Reach> touched) {
    return isSystem(context) ? List.of() : personWithin(context, anyOf, touched);
  }

  /**
   * A person whose name is to stand under a decision. What doesn't even speak as one is told so
   * first, the product itself too: it isn't missing from the directory, it just can't sign.
   */
  public static List<Rule> signatory(CommandContext context) {
    return Rule.join(List.of(that(context.actor().isPerson(), HUMAN_REQUIRED)), person(context));
  }

  /** Somebody else who is to be given work. */
  public static List<Rule> activePerson(PrincipalId id, CommandContext context) {
    var principal = context.facts(AccessFacts.class).principal(id);
    return Rule.join(active(principal), that(isPerson(principal), HUMAN_REQUIRED));
  }

  /** Both the record and the surface must say so. */
  private static List<Rule> person(CommandContext context) {
    boolean is = context.actor().isPerson() && isPerson(principal(context));
    return Rule.join(active(context), that(is, HUMAN_REQUIRED));
  }

  private static List<Rule> active(CommandContext context) {
    return active(principal(context));
  }

  private static List<Rule> active(Optional<Principal> principal) {
    return List.of(
        that(principal.isPresent(), UNKNOWN_PRINCIPAL),
        that(principal.filter(Principal::active).isPresent(), PRINCIPAL_DISABLED));
  }

  private static Rule holder(CommandContext context, Set<Role> anyOf) {
    return holder(principal(context), anyOf, Reach.ORGANISATION, context.at());
  }

  /** Somebody with one of these roles there, at this moment; what they lack is named. */
  public static Rule holder(
      Optional<Principal> principal, Set<Role> anyOf, Reach reach, Instant at) {
    return principal
            .filter(it -> anyOf.stream().anyMatch(role -> it.may(role, reach, at)))
            .isPresent()
        ? that(true, FORBIDDEN)
        : that(
            false,
            FORBIDDEN,
            MissingRole.text(anyOf, principal.map(it -> it.rolesAt(at)).orElse(Set.of())));
  }

  /** Somebody with one of these roles everywhere and for good; what they lack is named. */
  public static Rule holder(Optional<Principal> principal, Set<Role> anyOf) {
    return that(
        principal.filter(it -> anyOf.stream().anyMatch(it::may)).isPresent(),
        FORBIDDEN,
        MissingRole.text(anyOf, principal.map(Principal::rolesGranted).orElse(Set.of())));
  }

  private static boolean isPerson(Optional<Principal> principal) {
    return principal.filter(it -> it.kind() == PrincipalKind.PERSON).isPresent();
  }

  /** The product itself asks. */
  public static boolean isSystem(CommandContext context) {
    return context.actor().equals(Actor.SYSTEM);
  }

  private static Optional<Principal> principal(CommandContext context) {
    return context.facts(AccessFacts.class).principal(context.actor().id());
  }
}
