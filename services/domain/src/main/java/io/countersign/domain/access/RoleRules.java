package io.countersign.domain.access;

import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rules of which roles a principal may hold, together and by its kind (separation of duties,
 * invariant 9).
 */
public final class RoleRules {
  private static final Set<Role> DECIDING = EnumSet.of(Role.APPROVER, Role.COMMANDER);
  private static final Set<Role> PERSONS_ONLY =
      EnumSet.of(Role.APPROVER, Role.COMMANDER, Role.ADMINISTRATOR);
  private static final Set<Role> MACHINES_ONLY = EnumSet.of(Role.ALERT_INTAKE, Role.CHANGE_INTAKE);

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
    return Collections.disjoint(roles, barredFrom(kind)) && separate(roles);
  }

  private static Set<Role> barredFrom(PrincipalKind kind) {
    return switch (kind) {
      case PERSON -> MACHINES_ONLY;
      case SERVICE, AGENT -> PERSONS_ONLY;
    };
  }

  /** Who hands out roles, or says what matters how much, never decides on plans. */
  private static boolean separate(Set<Role> roles) {
    return Collections.disjoint(roles, CATALOG_EDITING) || Collections.disjoint(roles, DECIDING);
  }
}
