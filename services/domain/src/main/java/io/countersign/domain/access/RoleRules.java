package io.countersign.domain.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts.Principal;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of which roles a principal may hold, together and by its kind (separation of duties,
 * invariant 9).
 */
public final class RoleRules {
  /** Whom policy may ask to decide on plans. */
  public static final Set<Role> DECIDING =
      Collections.unmodifiableSet(EnumSet.of(Role.APPROVER, Role.COMMANDER));

  private static final Set<Role> PERSONS_ONLY =
      EnumSet.of(Role.APPROVER, Role.COMMANDER, Role.ADMINISTRATOR, Role.POLICY_AUTHOR);

  /** Those, and what halts execution by one word, which is a person's. */
  private static final Set<Role> NO_MACHINES =
      EnumSet.of(
          Role.APPROVER, Role.COMMANDER, Role.ADMINISTRATOR, Role.POLICY_AUTHOR, Role.OPERATOR);

  private static final Set<Role> MACHINES_ONLY = EnumSet.of(Role.ALERT_INTAKE, Role.CHANGE_INTAKE);

  /** Who manages principals and may halt everything. */
  public static final Set<Role> MANAGING =
      Collections.unmodifiableSet(EnumSet.of(Role.ADMINISTRATOR));

  /** Who may say that people are asked again before a runbook is carried out: not only readers. */
  public static final Set<Role> DEMOTING =
      Collections.unmodifiableSet(
          EnumSet.of(
              Role.RESPONDER, Role.OPERATOR, Role.APPROVER, Role.COMMANDER, Role.ADMINISTRATOR));

  /** Who may halt a part that they have the say over; all of it only {@link #MANAGING} may. */
  public static final Set<Role> HALTING =
      Collections.unmodifiableSet(EnumSet.of(Role.OPERATOR, Role.COMMANDER, Role.ADMINISTRATOR));

  /** Who may halt that, and propose that it goes on. */
  public static Set<Role> halting(Scope scope) {
    return scope.isEverywhere() ? MANAGING : HALTING;
  }

  /** Who may agree that execution goes on: whoever decides on plans, or on who does. */
  public static final Set<Role> RELEASING =
      Collections.unmodifiableSet(with(DECIDING, Role.ADMINISTRATOR));

  /** Who may withdraw a plan, or have it stopped. */
  public static final Set<Role> INTERVENING =
      Collections.unmodifiableSet(
          EnumSet.of(Role.RESPONDER, Role.APPROVER, Role.COMMANDER, Role.OPERATOR));

  /** Who may edit the catalogue, whose tiers say how many must approve. */
  public static final Set<Role> CATALOG_EDITING =
      Collections.unmodifiableSet(EnumSet.of(Role.CATALOG_EDITOR, Role.ADMINISTRATOR));

  /** Who holds one of these anywhere never decides on plans, nor for anybody. */
  public static final Set<Role> NEVER_DECIDING = CATALOG_EDITING;

  /** Who holds one of these over something decides on nothing there, nor for anybody. */
  public static final Set<Role> DECIDING_ELSEWHERE =
      Collections.unmodifiableSet(EnumSet.of(Role.POLICY_AUTHOR, Role.AUDITOR));

  /** Who may close by a calendar, and propose that one opens more. */
  public static final Set<Role> CALENDAR_KEEPING =
      Collections.unmodifiableSet(
          EnumSet.of(Role.RESPONDER, Role.APPROVER, Role.COMMANDER, Role.ADMINISTRATOR));

  private static final List<Separation> SEPARATIONS =
      List.of(
          new Separation(
              CATALOG_EDITING,
              DECIDING,
              "who hands out roles or edits the catalogue never decides on plans"),
          new Separation(
              EnumSet.of(Role.POLICY_AUTHOR),
              DECIDING,
              "who writes the policy of a plan never decides on it"),
          new Separation(
              EnumSet.of(Role.AUDITOR),
              EnumSet.complementOf(EnumSet.of(Role.AUDITOR, Role.VIEWER)),
              "who audits changes nothing"));

  /** Roles of which nobody holds one of these and one of those over the same. */
  private record Separation(Set<Role> these, Set<Role> those, String why) {
    Rule of(Collection<Grant> grants) {
      var one = shared(grants, these, those);
      var other = shared(grants, those, these);
      return Rule.that(
          one.isEmpty() || other.isEmpty(),
          RefusalCode.ROLE_CONFLICT,
          "Nobody holds both %s and %s: %s. Give one of them to somebody else, or take the other back first."
              .formatted(one, other, why));
    }

    /** Those of one kind that meet one of the other. */
    private static String shared(Collection<Grant> grants, Set<Role> which, Set<Role> others) {
      return names(
          grants.stream()
              .filter(it -> which.contains(it.role()))
              .filter(it -> grants.stream().anyMatch(o -> others.contains(o.role()) && o.meets(it)))
              .map(Grant::role));
    }
  }

  private RoleRules() {}

  private static Set<Role> with(Set<Role> roles, Role another) {
    var all = EnumSet.copyOf(roles);
    all.add(another);
    return all;
  }

  /** Whether one of them lets somebody decide on plans, or on who decides. */
  public static boolean decisive(Set<Role> roles) {
    return !Collections.disjoint(roles, PERSONS_ONLY);
  }

  /**
   * Whether giving it takes two persons: it lets somebody decide on plans, or on who decides; or it
   * reaches all of production, whatever it lets a person or a machine do there.
   */
  public static boolean takesTwo(Grant grant) {
    return PERSONS_ONLY.contains(grant.role()) || grant.scope().isProductionWide();
  }

  /** The same of roles everywhere: each reaches all of production. */
  public static boolean takeTwo(Set<Role> roles) {
    return !roles.isEmpty();
  }

  private static Set<Grant> everywhere(PrincipalKind kind, Set<Role> roles) {
    return Principal.everywhere(PrincipalId.SYSTEM, kind, roles, true).grants();
  }

  /** Whether a principal of this kind may hold all these roles at once, everywhere. */
  public static boolean allow(PrincipalKind kind, Set<Role> roles) {
    return compatible(kind, roles).kept();
  }

  /** The same as a rule, which names the roles that conflict and why. */
  public static Rule compatible(PrincipalKind kind, Set<Role> roles) {
    return compatible(kind, everywhere(kind, roles));
  }

  /** Whether a principal of this kind may hold all these, where and when they meet. */
  public static Rule compatible(PrincipalKind kind, Collection<Grant> grants) {
    var barred = barredFrom(kind);
    var held = names(grants.stream().map(Grant::role).filter(barred::contains));
    return held.isEmpty()
        ? SEPARATIONS.stream()
            .map(it -> it.of(grants))
            .filter(it -> !it.kept())
            .findFirst()
            .orElse(Rule.that(true, RefusalCode.ROLE_CONFLICT))
        : Rule.that(false, RefusalCode.ROLE_CONFLICT, barred(kind, held));
  }

  private static String barred(PrincipalKind kind, String roles) {
    return switch (kind) {
      case PERSON -> "A person can't hold %s: that's for services, by a token.".formatted(roles);
      case SERVICE, AGENT ->
          "Only a person can hold %s: services and agents propose.".formatted(roles);
    };
  }

  private static Set<Role> barredFrom(PrincipalKind kind) {
    return switch (kind) {
      case PERSON -> MACHINES_ONLY;
      case SERVICE, AGENT -> NO_MACHINES;
    };
  }

  private static String names(Stream<Role> roles) {
    return roles.distinct().sorted().map(Role::name).collect(Collectors.joining(" and "));
  }
}
