package io.countersign.policies.lint;

import io.countersign.domain.Role;
import java.util.Set;

/** A person who may be asked. */
public record Approver(String id, Set<Role> roles, Set<String> groups) {
  public Approver {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
  }
}
