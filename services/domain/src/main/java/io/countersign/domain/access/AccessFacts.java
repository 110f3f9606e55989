package io.countersign.domain.access;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** Whether a machine can still show who it is: it has a token that wasn't revoked. */
  boolean hasToken(PrincipalId machine);

  /** How the password in force came about. */
  CredentialOrigin credential(PrincipalId id);

  /** Which other enabled persons hold a role and have a password of their own, sorted. */
  List<PrincipalId> othersWith(Role role, PrincipalId except);

  /**
   * Whether there never were two administrators at once, each with a password of their own: as long
   * as that is so, changes that take two persons go without the second.
   */
  boolean bootstrapping();

  /** The two administrators with whom that time ended; empty where they aren't known. */
  Set<PrincipalId> firstTwo();

  /** What a second person agreed to and wasn't carried out yet. */
  Optional<Consent> consent(ConfirmationId confirmation);

  /**
   * A second person's word.
   *
   * @param digest of the change
   * @param adopter the person who stands for what a machine proposed; null where a person did
   * @param confirmer who carries it out
   */
  record Consent(
      Digest digest,
      PrincipalId proposer,
      @Nullable PrincipalId adopter,
      PrincipalId confirmer,
      Instant expiresAt) {}

  /** The halt in force: nothing may be executed. Empty while the kill switch is off. */
  Optional<Halt> halt();

  default boolean executionHalted() {
    return halt().isPresent();
  }

  /**
   * The kill switch was turned on.
   *
   * @param at by which it's told from an earlier one
   */
  record Halt(Instant at, PrincipalId by, String reason) {}
}
