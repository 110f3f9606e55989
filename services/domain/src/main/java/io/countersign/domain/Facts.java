package io.countersign.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /**
   * A mute that isn't lifted on record.
   *
   * @param entity an entity id's text; like alert and fingerprint null when any will do
   * @param until when its time is over (UTC)
   */
  record ActiveMute(
      String mute,
      @Nullable String entity,
      @Nullable String alert,
      @Nullable String fingerprint,
      Instant until) {}

  /** All of them, in no particular order. */
  List<ActiveMute> mutes();

  /** Whether the kill switch is on: nothing may be executed. */
  boolean executionHalted();

  /** Which remediation holds a target (an entity id's text), if one does. */
  Optional<String> leaseHolder(String target);

  /** Whether this alert (its id's text) still fires. */
  boolean firing(String alertId);

  /** Whether this incident is known and open; one that nobody knows of isn't. */
  boolean incidentOpen(String incidentId);

  /**
   * How a remediation of this incident ended ({@code VERIFIED}, {@code ROLLED_BACK}, ...), once it
   * has; empty for a remediation of another incident.
   */
  Optional<String> remediationOutcome(String incidentId, String remediationId);

  /** Knows nobody and nothing: no incident is open; nothing is halted. */
  Facts NONE =
      new Facts() {
        @Override
        public Optional<Principal> principal(PrincipalId id) {
          return Optional.empty();
        }

        @Override
        public List<ActiveMute> mutes() {
          return List.of();
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
        public boolean incidentOpen(String incidentId) {
          return false;
        }

        @Override
        public Optional<String> remediationOutcome(String incidentId, String remediationId) {
          return Optional.empty();
        }
      };
}
