package io.countersign.domain.access;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import java.util.Optional;
import java.util.Set;

/** The facts about who there is, and the kill switch. */
public interface AccessFacts extends CapabilityFacts {
  /** What is known of a principal. */
  record Principal(PrincipalId id, PrincipalKind kind, Set<Role> roles, boolean active) {
    public Principal {
      roles = Set.copyOf(roles);
    }

    public boolean may(Role role) {
      return active && roles.contains(role);
    }
  }

  Optional<Principal> principal(PrincipalId id);

  /** Whether the kill switch is on: nothing may be executed. */
  boolean executionHalted();
}
