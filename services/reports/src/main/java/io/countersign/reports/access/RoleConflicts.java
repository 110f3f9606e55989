package io.countersign.reports.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Roles that nobody holds together, and those that no machine holds. */
final class RoleConflicts {
  private static final Set<String> DECIDING = Set.of("APPROVER", "COMMANDER");
  private static final Set<String> MANAGING = Set.of("ADMINISTRATOR", "CATALOG_EDITOR");
  private static final Set<String> WRITING_POLICY = Set.of("POLICY_AUTHOR");
  private static final Set<String> AUDITING = Set.of("AUDITOR");
  private static final Set<String> PERSONS_ONLY =
      Set.of("APPROVER", "COMMANDER", "ADMINISTRATOR", "POLICY_AUTHOR", "OPERATOR");
  private static final Set<String> BESIDE_AUDITING = Set.of("AUDITOR", "VIEWER");

  private RoleConflicts() {}

  /** Each in words. */
  static List<String> of(PrincipalTrace principal, List<RoleHolding> held) {
    var conflicts = new TreeSet<String>();
    for (var one : held) {
      for (var other : held) {
        if (exclude(one.role(), other.role()) && one.meets(other)) {
          conflicts.add("holds " + one.role() + " and " + other.role());
        }
      }
      boolean machine = principal.kind != null && !principal.isPerson();
      if (machine && PERSONS_ONLY.contains(one.role())) {
        conflicts.add("is a " + principal.kind + " and holds " + one.role());
      }
    }
    return new ArrayList<>(conflicts);
  }

  private static boolean exclude(String one, String other) {
    return (MANAGING.contains(one) && DECIDING.contains(other))
        || (WRITING_POLICY.contains(one) && DECIDING.contains(other))
        || (AUDITING.contains(one) && !BESIDE_AUDITING.contains(other));
  }
}
