package io.countersign.domain.access;

import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of which roles a principal may hold, together and by its kind (separation of duties,
 * invariant 9).
 */
public final class RoleRules {
  private static final Set<Role> DECIDING = EnumSet.of(Role.APPROVER, Role.COMMANDER);
  private static final Set<Role> PERSONS_ONLY =
      EnumSet.of(Role.APPROVER, Role.COMMANDER, Role.ADMINISTRATOR);
  private static final Set<Role> MACHINES_ONLY = EnumSet.of(Role.ALERT_INTAKE, Role.CHANGE_INTAKE);

  /** Who manages principals and may halt everything. */
  public static final Set<Role> MANAGING =
      Collections.unmodifiableSet(EnumSet.of(Role.ADMINISTRATOR));

  /** Who may agree that execution goes on: whoever decides on plans, or on who does. */
  public static final Set<Role> RELEASING = Collections.unmodifiableSet(PERSONS_ONLY);

  /** Who may edit the catalogue, whose tiers say how many must approve. */
  public static final Set<Role> CATALOG_EDITING =
      Collections.unmodifiableSet(EnumSet.of(Role.CATALOG_EDITOR, Role.ADMINISTRATOR));

  private RoleRules() {}

  /** Whether one of them lets somebody decide on plans, or on who decides. */
  public static boolean decisive(Set<Role> roles) {
    return !Collections.disjoint(roles, PERSONS_ONLY);
  }

  /** Whether a principal of this kind may hold all these roles at once. */
  public static boolean allow(PrincipalKind kind, Set<Role> roles) {
    return compatible(kind, roles).kept();
  }

  /** The same as a rule, which names the roles that conflict and why. */
  public static Rule compatible(PrincipalKind kind, Set<Role> roles) {
    var barred = shared(roles, barredFrom(kind));
    return barred.isEmpty()
        ? separate(roles)
        : Rule.that(false, RefusalCode.ROLE_CONFLICT, barred(kind, barred));
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
      case SERVICE, AGENT -> PERSONS_ONLY;
    };
  }

  /** Who hands out roles, or says what matters how much, never decides on plans. */
  private static Rule separate(Set<Role> roles) {
    var setting = shared(roles, CATALOG_EDITING);
    var deciding = shared(roles, DECIDING);
    return Rule.that(
        setting.isEmpty() || deciding.isEmpty(),
        RefusalCode.ROLE_CONFLICT,
        "Nobody holds both %s and %s: who hands out roles or edits the catalogue never decides on plans. Give one of them to somebody else, or take the other back first."
            .formatted(setting, deciding));
  }

  private static String shared(Set<Role> roles, Set<Role> those) {
    return roles.stream()
        .filter(those::contains)
        .sorted()
        .map(Role::name)
        .collect(Collectors.joining(" and "));
  }
}
