package io.countersign.domain.access;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The facts about who there is, and the kill switch. */
public interface AccessFacts extends CapabilityFacts {
  /**
   * What is known of a principal.
   *
   * @param grants its own and its groups', also those that are over or yet to begin
   * @param groups the immutable names of those that it's a member of
   */
  record Principal(
      PrincipalId id, PrincipalKind kind, Set<Grant> grants, Set<String> groups, boolean active) {
    public Principal {
      grants = Set.copyOf(grants);
      groups = Set.copyOf(groups);
    }

    /** Of one who holds these roles everywhere, and is in no group. */
    public static Principal everywhere(
        PrincipalId id, PrincipalKind kind, Set<Role> roles, boolean active) {
      var grants = roles.stream().map(it -> Grant.everywhere(id, it)).collect(Collectors.toSet());
      return new Principal(id, kind, grants, Set.of(), active);
    }

    /** Held everywhere, and for as long as nobody revokes them. */
    public Set<Role> roles() {
      return roles(Grant::isUnbounded);
    }

    /** Held somewhere, at some time. */
    public Set<Role> rolesGranted() {
      return roles(_ -> true);
    }

    /** Held somewhere at this moment. */
    public Set<Role> rolesAt(Instant at) {
      return roles(it -> it.isInEffect(at));
    }

    /** Held everywhere at this moment. */
    public Set<Role> rolesEverywhere(Instant at) {
      return roles(it -> it.covers(Reach.ORGANISATION, at));
    }

    private Set<Role> roles(Predicate<Grant> which) {
      return grants.stream().filter(which).map(Grant::role).collect(Collectors.toUnmodifiableSet());
    }

    /** Everywhere, and for as long as nobody revokes it. */
    public boolean may(Role role) {
      return active && roles().contains(role);
    }

    /** There, at this moment. */
    public boolean may(Role role, Reach reach, Instant at) {
      return active && grants.stream().anyMatch(it -> it.role() == role && it.covers(reach, at));
    }
  }

  Optional<Principal> principal(PrincipalId id);

  /** Those of these that there are. */
  default List<Principal> principals(Collection<PrincipalId> ids) {
    return ids.stream().flatMap(it -> principal(it).stream()).toList();
  }

  /** Whether somebody enabled holds a role over what is touched, at this moment. */
  default boolean may(PrincipalId id, Role role, Reach reach, Instant at) {
    return principal(id).filter(it -> it.may(role, reach, at)).isPresent();
  }

  /** Whether a machine can still show who it is: it has a token that wasn't revoked. */
  boolean hasToken(PrincipalId machine);

  /** How the password in force came about. */
  CredentialOrigin credential(PrincipalId id);

  /** The same of several; it may tell more, such as of who chose theirs. */
  default Map<PrincipalId, CredentialOrigin> credentials(Collection<PrincipalId> ids) {
    return ids.stream().distinct().collect(Collectors.toMap(Function.identity(), this::credential));
  }

  /** Which other enabled persons hold a role and have a password of their own, sorted. */
  List<PrincipalId> othersWith(Role role, PrincipalId except);

  /** The enabled persons who hold one of these roles somewhere at some time, sorted by id. */
  List<Principal> holders(Set<Role> anyOf);

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

  /** The halts in force, each of a scope of its own; none while the kill switch is off. */
  List<Halt> halts();

  /** Of exactly that scope. */
  default Optional<Halt> halt(Scope scope) {
    return halts().stream().filter(it -> it.scope().equals(scope)).findFirst();
  }

  /** By which nothing may be done to any of these. */
  default List<Halt> haltsOver(Collection<Reach> touched) {
    return halts().stream().filter(it -> touched.stream().anyMatch(it.scope()::covers)).toList();
  }

  /**
   * The kill switch was turned on.
   *
   * @param at by which it's told from an earlier one
   */
  record Halt(Scope scope, Instant at, PrincipalId by, String reason) {}
}
