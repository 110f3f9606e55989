package io.countersign.ledger.access;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.Scope;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import org.jspecify.annotations.Nullable;

/** The table of grants and that of members, as decisions write and read them. */
final class GrantTable {
  private GrantTable() {}

  static void give(
      GrantHolder holder,
      Grant grant,
      PrincipalId by,
      @Nullable PrincipalId confirmedBy,
      CommandContext context,
      SqlConnection sql) {
    var scope = grant.scope();
    sql.execute(
        """
        insert into grant_fact (grant_id, holder, role, team, environment, service, action_class,
          begins_at, ends_at, given_at, given_by, confirmed_by, reason)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (grant_id, given_at) do update
          set revoked_at = null, revoked_by = null, given_by = excluded.given_by\
        """,
        grant.id(),
        holder,
        grant.role(),
        scope.team(),
        scope.environment(),
        scope.service(),
        scope.actionClass(),
        grant.from(),
        grant.until(),
        context.at(),
        by,
        confirmedBy,
        grant.reason());
  }

  static void revoke(GrantId grant, CommandContext context, SqlConnection sql) {
    sql.execute(
        "update grant_fact set revoked_at = ?, revoked_by = ?"
            + " where grant_id = ? and revoked_at is null",
        context.at(),
        context.actor().id(),
        grant);
  }

  /** All that it holds itself, and its place in every group. */
  static void end(PrincipalId principal, CommandContext context, SqlConnection sql) {
    sql.execute(
        "update grant_fact set revoked_at = ?, revoked_by = ?"
            + " where holder = ? and revoked_at is null",
        context.at(),
        context.actor().id(),
        principal);
    sql.execute(
        "update group_member set removed_at = ?, removed_by = ?"
            + " where principal = ? and removed_at is null",
        context.at(),
        context.actor().id(),
        principal);
  }

  static Grant grant(SqlRow row) {
    return new Grant(
        new GrantId(row.text("grant_id")),
        row.constant("role", Role.class),
        new Scope(
            row.textOrNull("team"),
            row.textOrNull("environment"),
            row.textOrNull("service"),
            row.textOrNull("action_class")),
        row.instantOrNull("begins_at"),
        row.instantOrNull("ends_at"),
        row.textOrNull("reason"));
  }
}
