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

  private RoleRules() {}

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

  /** Who hands out roles never decides on plans. */
  private static boolean separate(Set<Role> roles) {
    return !roles.contains(Role.ADMINISTRATOR) || Collections.disjoint(roles, DECIDING);
  }
}
