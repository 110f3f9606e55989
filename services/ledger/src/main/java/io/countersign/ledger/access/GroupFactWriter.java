package io.countersign.ledger.access;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.grant.GroupEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/** Groups, their members and grants as decisions read them. */
public final class GroupFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof GroupEvent it) {
      write(it, context, sql);
    }
  }

  private static void write(GroupEvent event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case GroupEvent.GroupCreated e ->
          sql.execute(
              "insert into group_fact (group_id, title, created_at) values (?, ?, ?)",
              e.group(),
              e.title(),
              context.at());
      case GroupEvent.GroupRenamed e ->
          sql.execute("update group_fact set title = ? where group_id = ?", e.title(), e.group());
      case GroupEvent.MemberAdded e -> added(e, context, sql);
      case GroupEvent.MemberRemoved e ->
          sql.execute(
              "update group_member set removed_at = ?, removed_by = ?"
                  + " where group_id = ? and principal = ? and removed_at is null",
              context.at(),
              context.actor().id(),
              e.group(),
              e.member());
      case GroupEvent.GroupGrantGiven e ->
          GrantTable.give(
              GrantHolder.of(e.group()), e.grant(), e.by(), e.confirmedBy(), context, sql);
      case GroupEvent.GroupGrantRevoked e -> GrantTable.revoke(e.grant(), context, sql);
      case GroupEvent.AttemptRefused _ -> {
        // part of the group's own state only
      }
    }
  }

  private static void added(GroupEvent.MemberAdded e, CommandContext context, SqlConnection sql) {
    sql.execute(
        """
        insert into group_member (group_id, principal, added_at, added_by, confirmed_by)
        values (?, ?, ?, ?, ?)
        on conflict (group_id, principal, added_at) do update
          set removed_at = null, removed_by = null\
        """,
        e.group(),
        e.member(),
        context.at(),
        e.by(),
        e.confirmedBy());
  }
}
