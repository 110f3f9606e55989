package io.countersign.ledger.access;

import static io.countersign.ledger.postgres.Statements.execute;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessEvent;
import io.countersign.ledger.axon.FactWriter;
import java.sql.Connection;
import java.sql.SQLException;

/** Principals, roles, sessions, tokens and the kill switch as decisions read them. */
public final class AccessFacts implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, Connection connection)
      throws SQLException {
    if (event instanceof AccessEvent it) {
      write(it, context, connection);
    }
  }

  private static void write(AccessEvent event, CommandContext context, Connection c)
      throws SQLException {
    var principal = event.principal().value();
    switch (event) {
      case AccessEvent.PrincipalRegistered e -> registered(e, c);
      case AccessEvent.RoleGranted e -> grant(principal, e.role(), c);
      case AccessEvent.RoleRevoked e ->
          execute(
              c,
              "delete from role_fact where principal = ? and role = ?",
              principal,
              e.role().name());
      case AccessEvent.PrincipalDisabled _ -> disabled(principal, c);
      case AccessEvent.PasswordChanged _ -> closeSessions(principal, c);
      case AccessEvent.SessionOpened e ->
          execute(
              c,
              "insert into session_fact (session, principal, expires_at) values (?, ?, ?)",
              e.session(),
              principal,
              e.expiresAt());
      case AccessEvent.SessionClosed e ->
          execute(c, "update session_fact set closed = true where session = ?", e.session());
      case AccessEvent.TokenIssued e ->
          execute(
              c,
              "insert into token_fact (token, principal, integration) values (?, ?, ?)",
              e.token(),
              principal,
              e.integration());
      case AccessEvent.TokenRevoked e ->
          execute(c, "update token_fact set revoked = true where token = ?", e.token());
      case AccessEvent.KillSwitchSet e -> killSwitch(e, context, c);
      case AccessEvent.LockedOut _, AccessEvent.AttemptRefused _ -> {
        // part of the principal's own state only
      }
    }
  }

  private static void registered(AccessEvent.PrincipalRegistered e, Connection c)
      throws SQLException {
    execute(
        c,
        "insert into principal_fact (principal, kind, active) values (?, ?, true)",
        e.principal().value(),
        e.kind().name());
    for (var role : e.roles()) {
      grant(e.principal().value(), role, c);
    }
  }

  private static void grant(String principal, Role role, Connection c) throws SQLException {
    execute(
        c,
        "insert into role_fact (principal, role) values (?, ?) on conflict do nothing",
        principal,
        role.name());
  }

  private static void disabled(String principal, Connection c) throws SQLException {
    execute(c, "update principal_fact set active = false where principal = ?", principal);
    execute(c, "delete from role_fact where principal = ?", principal);
    execute(c, "update token_fact set revoked = true where principal = ?", principal);
    closeSessions(principal, c);
  }

  private static void closeSessions(String principal, Connection c) throws SQLException {
    execute(c, "update session_fact set closed = true where principal = ?", principal);
  }

  private static void killSwitch(AccessEvent.KillSwitchSet e, CommandContext context, Connection c)
      throws SQLException {
    execute(
        c,
        """
        insert into kill_switch (halted, reason, set_by, set_at) values (?, ?, ?, ?)
        on conflict (single) do update set halted = excluded.halted, reason = excluded.reason,
          set_by = excluded.set_by, set_at = excluded.set_at\
        """,
        e.on(),
        e.reason(),
        context.actor().id().value(),
        context.at());
  }
}
