package io.countersign.domain.access;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.Role;
import io.countersign.domain.StandaloneEvent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event of one principal. */
public sealed interface AccessEvent extends Event {
  /** Stands for whoever didn't say who they are. */
  PrincipalId ANONYMOUS = new PrincipalId("anonymous");

  PrincipalId principal();

  /**
   * @param givenBy the person who chose their password; null where it was the product, or is yet to
   *     be chosen
   */
  record PrincipalRegistered(
      PrincipalId principal, PrincipalKind kind, Set<Role> roles, @Nullable PrincipalId givenBy)
      implements AccessEvent {
    public PrincipalRegistered {
      roles = Set.copyOf(roles);
    }

    public PrincipalRegistered(PrincipalId principal, PrincipalKind kind, Set<Role> roles) {
      this(principal, kind, roles, null);
    }
  }

  /**
   * Everywhere, and until it's revoked.
   *
   * @param by who wanted it; null where that's who asked, alone
   * @param confirmedBy the second person; null where none was needed, or it wasn't recorded yet
   */
  record RoleGranted(
      PrincipalId principal, Role role, @Nullable PrincipalId by, @Nullable PrincipalId confirmedBy)
      implements AccessEvent {
    public RoleGranted(PrincipalId principal, Role role) {
      this(principal, role, null, null);
    }
  }

  record RoleRevoked(PrincipalId principal, Role role) implements AccessEvent {}

  /**
   * A role within bounds, of place or time.
   *
   * @param by who wanted it
   * @param confirmedBy the second person; null where none was needed
   */
  record GrantGiven(
      PrincipalId principal, Grant grant, PrincipalId by, @Nullable PrincipalId confirmedBy)
      implements AccessEvent {}

  record GrantRevoked(PrincipalId principal, GrantId grant) implements AccessEvent {}

  record PrincipalDisabled(PrincipalId principal, String reason) implements AccessEvent {}

  /**
   * Every session of the principal's ends but one.
   *
   * @param credential the new password's public id; null for one from before they had any
   * @param session the one that stays
   * @param givenBy the other person who chose it; null for the owner
   * @param issuedBy the other person who alone handed out what it was chosen by, or knew the one
   *     before; null where two did, or the product
   */
  record PasswordChanged(
      PrincipalId principal,
      @Nullable String credential,
      @Nullable String session,
      @Nullable PrincipalId givenBy,
      @Nullable PrincipalId issuedBy)
      implements AccessEvent {
    public PasswordChanged(
        PrincipalId principal, @Nullable String credential, @Nullable String session) {
      this(principal, credential, session, null, null);
    }
  }

  /**
   * No password opens anything for the principal until this one-time secret was used.
   *
   * @param reset its public id
   * @param issuedBy the other person who handed it out alone; null where two did, or the product
   */
  record PasswordResetIssued(
      PrincipalId principal, String reset, Instant expiresAt, @Nullable PrincipalId issuedBy)
      implements AccessEvent {
    public PasswordResetIssued(PrincipalId principal, String reset, Instant expiresAt) {
      this(principal, reset, expiresAt, null);
    }
  }

  /**
   * With this principal there are two administrators whose passwords are their own: from now on,
   * changes take two persons.
   *
   * @param other of the two; null where it wasn't recorded yet
   */
  record BootstrapEnded(PrincipalId principal, @Nullable PrincipalId other)
      implements AccessEvent {}

  /** Whoever can start the server had themselves let in as this administrator. */
  record AdministratorRecovered(PrincipalId principal) implements AccessEvent {}

  record SessionOpened(PrincipalId principal, String session, Instant expiresAt)
      implements AccessEvent {}

  record SessionClosed(PrincipalId principal, String session) implements AccessEvent {}

  /**
   * After five failures in a row of one name from one source; others aren't kept out. It stands
   * alone, since the name may be nobody's.
   *
   * @param source a pseudonym, or null for one from before sources counted
   */
  record LockedOut(PrincipalId principal, Instant until, @Nullable String source)
      implements AccessEvent, StandaloneEvent {}

  /**
   * One source tried many names: a password is being sprayed over them.
   *
   * @param principal {@link #ANONYMOUS}
   * @param source a pseudonym; the address stands in the log
   */
  record SprayingNoticed(PrincipalId principal, String source, int names, Instant at)
      implements AccessEvent, StandaloneEvent {}

  record TokenIssued(PrincipalId principal, String token, String integration)
      implements AccessEvent {}

  record TokenRevoked(PrincipalId principal, String token) implements AccessEvent {}

  /**
   * @param scope what is halted, or goes on; null for everything
   */
  record KillSwitchSet(PrincipalId principal, boolean on, String reason, @Nullable Scope scope)
      implements AccessEvent {
    public KillSwitchSet {
      scope = Scope.EVERYWHERE.equals(scope) ? null : scope;
    }

    /** Of everything. */
    public KillSwitchSet(PrincipalId principal, boolean on, String reason) {
      this(principal, on, reason, null);
    }

    public Scope within() {
      return scope == null ? Scope.EVERYWHERE : scope;
    }
  }

  /**
   * Somebody had the product's own works seen to; what follows from the record isn't changed by it.
   *
   * @param subject what in particular, such as an automation and a position; empty for all of it
   */
  record MaintenanceOrdered(PrincipalId principal, Maintenance work, String subject)
      implements AccessEvent, StandaloneEvent {
    /** The kind of work. */
    public enum Maintenance {
      VIEWS_REBUILD,
      DEAD_LETTER_RETRY,
      DEAD_LETTER_DROP
    }
  }

  /**
   * Stands alone where no decider was asked, such as at a surface that turned the caller away.
   *
   * @param by the principal itself for a login
   */
  record AttemptRefused(
      PrincipalId principal, RefusalCode code, PrincipalId by, String command, Instant at)
      implements AccessEvent, RefusalEvent, StandaloneEvent {}
}
