package io.countersign.domain.access;

import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.TextRedaction;
import java.util.Set;

/** A command about one principal. Passwords and token secrets never come this far. */
public sealed interface AccessCommand extends Command {
  PrincipalId principal();

  @Override
  default String target() {
    return principal().value();
  }

  record RegisterPrincipal(PrincipalId principal, PrincipalKind kind, Set<Role> roles)
      implements AccessCommand {
    public RegisterPrincipal {
      roles = Set.copyOf(roles);
    }
  }

  record GrantRole(PrincipalId principal, Role role) implements AccessCommand {}

  record RevokeRole(PrincipalId principal, Role role) implements AccessCommand {}

  record DisablePrincipal(PrincipalId principal, String reason) implements AccessCommand {
    public DisablePrincipal {
      reason = TextRedaction.text(reason);
    }
  }

  record ChangePassword(PrincipalId principal) implements AccessCommand {}

  /**
   * A login was tried.
   *
   * @param session id of the session to open when the password matched (not its secret)
   */
  record TryLogin(PrincipalId principal, String session, boolean passwordMatched)
      implements AccessCommand {}

  record CloseSession(PrincipalId principal, String session) implements AccessCommand {}

  /**
   * @param token the token's public id (not its secret)
   * @param integration the configured integration that it speaks for, empty when for none
   */
  record IssueToken(PrincipalId principal, String token, String integration)
      implements AccessCommand {}

  record RevokeToken(PrincipalId principal, String token) implements AccessCommand {}

  /** The kill switch; its principal is {@link PrincipalId#SYSTEM}. */
  record SetKillSwitch(PrincipalId principal, boolean on, String reason) implements AccessCommand {
    public SetKillSwitch {
      reason = TextRedaction.text(reason);
    }
  }
}
