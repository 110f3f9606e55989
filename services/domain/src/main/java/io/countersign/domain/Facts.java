package io.countersign.domain;

import java.util.Optional;
import java.util.Set;

/**
 * What a decision may read outside of its aggregate (invariant 15). The ledger answers from tables
 * that are written while commands are handled, in the command's own transaction. Deciders put into
 * their events what they relied on.
 */
public interface Facts {
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

  /** Which remediation holds a target (an entity id's text), if one does. */
  Optional<String> leaseHolder(String target);

  /** Whether this alert (its id's text) still fires. */
  boolean firing(String alertId);

  /** How a remediation ended ({@code COMPLETED}, {@code ROLLED_BACK}, ...), once it has. */
  Optional<String> remediationOutcome(String remediationId);

  /** Knows nobody and nothing; nothing is halted. */
  Facts NONE =
      new Facts() {
        @Override
        public Optional<Principal> principal(PrincipalId id) {
          return Optional.empty();
        }

        @Override
        public boolean executionHalted() {
          return false;
        }

        @Override
        public Optional<String> leaseHolder(String target) {
          return Optional.empty();
        }

        @Override
        public boolean firing(String alertId) {
          return false;
        }

        @Override
        public Optional<String> remediationOutcome(String remediationId) {
          return Optional.empty();
        }
      };
}
