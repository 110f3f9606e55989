package io.countersign.domain.access;

import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.TextRedaction;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command about one principal. Passwords and token secrets never come this far. */
public sealed interface AccessCommand extends Command {
  PrincipalId principal();

  @Override
  default String target() {
    return principal().value();
  }

  /**
   * @param reset the one-time secret by which a person chooses their first password; null when one
   *     was given
   */
  record RegisterPrincipal(
      PrincipalId principal, PrincipalKind kind, Set<Role> roles, @Nullable String reset)
      implements AccessCommand {
    public RegisterPrincipal {
      roles = Set.copyOf(roles);
    }

    public RegisterPrincipal(PrincipalId principal, PrincipalKind kind, Set<Role> roles) {
      this(principal, kind, roles, null);
    }
  }

  /**
   * All of it or nothing.
   *
   * @param reset a one-time secret that goes with it; else empty
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record ChangeRoles(
      PrincipalId principal,
      Set<Role> grant,
      Set<Role> revoke,
      String reset,
      @Nullable ConfirmationId confirmation)
      implements AccessCommand {
    public ChangeRoles {
      grant = Set.copyOf(grant);
      revoke = Set.copyOf(revoke);
    }
  }

  /**
   * A role within bounds, of place or time.
   *
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record GiveGrant(PrincipalId principal, Grant grant, @Nullable ConfirmationId confirmation)
      implements AccessCommand {}

  /**
   * One of those: at once, and alone unless somebody audits by it, or the last one decides.
   *
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record RevokeGrant(PrincipalId principal, GrantId grant, @Nullable ConfirmationId confirmation)
      implements AccessCommand {
    /** By one person. */
    public RevokeGrant(PrincipalId principal, GrantId grant) {
      this(principal, grant, null);
    }
  }

  /**
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record DisablePrincipal(
      PrincipalId principal, String reason, @Nullable ConfirmationId confirmation)
      implements AccessCommand {
    public DisablePrincipal {
      reason = TextRedaction.text(reason);
    }

    public DisablePrincipal(PrincipalId principal, String reason) {
      this(principal, reason, null);
    }
  }

  /**
   * @param credential the public id of the new password; its hash lies beside the record
   * @param proof that of the old one, which was given and was right; null when it wasn't asked for
   * @param session the one that stays open; null for none
   */
  record ChangePassword(
      PrincipalId principal, String credential, @Nullable String proof, @Nullable String session)
      implements AccessCommand {}

  /**
   * Ends a password; whoever holds the one-time secret chooses another.
   *
   * @param reset the secret's public id
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record ResetPassword(PrincipalId principal, String reset, @Nullable ConfirmationId confirmation)
      implements AccessCommand {}

  /** A one-time secret was right, and with it came a new password. */
  record RedeemReset(PrincipalId principal, String reset, String credential)
      implements AccessCommand {}

  /**
   * A password was right.
   *
   * @param session id of the session to open (not its secret)
   * @param credential the public id of the password that was right
   */
  record OpenSession(PrincipalId principal, String session, String credential)
      implements AccessCommand {}

  record CloseSession(PrincipalId principal, String session) implements AccessCommand {}

  /**
   * @param token the token's public id (not its secret)
   * @param integration the configured integration that it speaks for, empty when for none
   */
  record IssueToken(PrincipalId principal, String token, String integration)
      implements AccessCommand {}

  record RevokeToken(PrincipalId principal, String token) implements AccessCommand {}

  /**
   * The kill switch; its principal is {@link PrincipalId#SYSTEM}.
   *
   * @param scope what is halted, or goes on; one within another is a halt of its own
   * @param confirmation by which a second person agreed to go on; null where none is needed
   */
  record SetKillSwitch(
      PrincipalId principal,
      boolean on,
      Scope scope,
      String reason,
      @Nullable ConfirmationId confirmation)
      implements AccessCommand {
    public SetKillSwitch {
      reason = TextRedaction.text(reason);
    }

    /** Of everything, alone. */
    public SetKillSwitch(PrincipalId principal, boolean on, String reason) {
      this(principal, on, Scope.EVERYWHERE, reason, null);
    }
  }
}
