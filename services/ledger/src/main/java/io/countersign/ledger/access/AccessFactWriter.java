package io.countersign.ledger.access;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.CredentialOrigin;
import io.countersign.domain.access.CredentialOrigin.State;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/** Principals, roles, sessions, tokens and the kill switch as decisions read them. */
public final class AccessFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof AccessEvent it) {
      write(it, context, sql);
    }
  }

  private static void write(AccessEvent event, CommandContext context, SqlConnection sql) {
    var principal = event.principal().value();
    switch (event) {
      case AccessEvent.PrincipalRegistered e -> registered(e, context, sql);
      case AccessEvent.RoleGranted e -> granted(e, context, sql);
      case AccessEvent.RoleRevoked e ->
          GrantTable.revoke(GrantId.everywhere(e.principal(), e.role()), context, sql);
      case AccessEvent.GrantGiven e ->
          GrantTable.give(
              GrantHolder.of(e.principal()), e.grant(), e.by(), e.confirmedBy(), context, sql);
      case AccessEvent.GrantRevoked e -> GrantTable.revoke(e.grant(), context, sql);
      case AccessEvent.PrincipalDisabled e -> disabled(e.principal(), context, sql);
      case AccessEvent.PasswordChanged e -> passwordChanged(e, sql);
      case AccessEvent.PasswordResetIssued e -> {
        closeSessions(principal, sql);
        origin(principal, new CredentialOrigin(State.PENDING, e.issuedBy()), sql);
      }
      case AccessEvent.BootstrapEnded e ->
          sql.execute(
              "insert into bootstrap_ended (ended_at, principal, other) values (?, ?, ?)"
                  + " on conflict do nothing",
              context.at(),
              principal,
              e.other());
      case AccessEvent.AdministratorRecovered _ ->
          sql.execute(
              "insert into administrator_recovery (principal, at) values (?, ?)",
              principal,
              context.at());
      case AccessEvent.SessionOpened e ->
          sql.execute(
              "insert into session_fact (session, principal, expires_at) values (?, ?, ?)",
              e.session(),
              principal,
              e.expiresAt());
      case AccessEvent.SessionClosed e ->
          sql.execute("update session_fact set closed = true where session = ?", e.session());
      case AccessEvent.TokenIssued e ->
          sql.execute(
              "insert into token_fact (token, principal, integration) values (?, ?, ?)",
              e.token(),
              principal,
              e.integration());
      case AccessEvent.TokenRevoked e ->
          sql.execute("update token_fact set revoked = true where token = ?", e.token());
      case AccessEvent.KillSwitchSet e -> killSwitch(e, context, sql);
      case AccessEvent.LockedOut _,
          AccessEvent.SprayingNoticed _,
          AccessEvent.MaintenanceOrdered _,
          AccessEvent.AttemptRefused _ -> {
        // no decision reads them
      }
    }
  }

  private static void registered(
      AccessEvent.PrincipalRegistered e, CommandContext context, SqlConnection sql) {
    sql.execute(
        "insert into principal_fact (principal, kind, active) values (?, ?, true)",
        e.principal().value(),
        e.kind().name());
    if (e.givenBy() != null) {
      origin(e.principal().value(), new CredentialOrigin(State.GIVEN, e.givenBy()), sql);
    }
    for (var role : e.roles()) {
      granted(new AccessEvent.RoleGranted(e.principal(), role), context, sql);
    }
  }

  private static void granted(
      AccessEvent.RoleGranted e, CommandContext context, SqlConnection sql) {
    var by = e.by() == null ? context.actor().id() : e.by();
    var grant = Grant.everywhere(e.principal(), e.role());
    GrantTable.give(GrantHolder.of(e.principal()), grant, by, e.confirmedBy(), context, sql);
  }

  private static void disabled(PrincipalId principal, CommandContext context, SqlConnection sql) {
    sql.execute("update principal_fact set active = false where principal = ?", principal);
    sql.execute("update token_fact set revoked = true where principal = ?", principal);
    GrantTable.end(principal, context, sql);
    closeSessions(principal.value(), sql);
  }

  /** The new hash takes the old one's place as the decision becomes durable. */
  private static void passwordChanged(AccessEvent.PasswordChanged e, SqlConnection sql) {
    sql.execute(
        "update session_fact set closed = true where principal = ? and session <> ?",
        e.principal(),
        e.session() == null ? "" : e.session());
    origin(e.principal().value(), origin(e), sql);
    if (e.credential() != null) {
      sql.execute(
          """
          update directory d set password = s.argon2, credential = s.credential
          from password_staged s where s.credential = ? and d.principal = ?\
          """,
          e.credential(),
          e.principal());
      sql.execute("delete from password_staged where credential = ?", e.credential());
    }
  }

  private static CredentialOrigin origin(AccessEvent.PasswordChanged e) {
    return e.givenBy() == null
        ? new CredentialOrigin(State.OWN, e.issuedBy())
        : new CredentialOrigin(State.GIVEN, e.givenBy());
  }

  private static void origin(String principal, CredentialOrigin origin, SqlConnection sql) {
    sql.execute(
        "update principal_fact set credential_state = ?, credential_by = ? where principal = ?",
        origin.state().name(),
        origin.by(),
        principal);
  }

  private static void closeSessions(String principal, SqlConnection sql) {
    sql.execute("update session_fact set closed = true where principal = ?", principal);
  }

  private static void killSwitch(
      AccessEvent.KillSwitchSet e, CommandContext context, SqlConnection sql) {
    sql.execute(
        """
        insert into kill_switch
            (team, environment, service, action_class, halted, reason, set_by, set_at)
          values (?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (team, environment, service, action_class) do update
            set halted = excluded.halted, reason = excluded.reason,
              set_by = excluded.set_by, set_at = excluded.set_at\
        """,
        e.within().team(),
        e.within().environment(),
        e.within().service(),
        e.within().actionClass(),
        e.on(),
        e.reason(),
        context.actor().id().value(),
        context.at());
  }
}
