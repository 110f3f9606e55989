package io.countersign.ledger.access.link;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.access.link.LinkEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/** The writer of which account is whose, and of the codes that are out, by their digests. */
public final class LinkFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof LinkEvent it) {
      write(it, context, sql);
    }
  }

  private static void write(LinkEvent event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case LinkEvent.LinkOffered e ->
          sql.execute(
              """
              insert into link_offer (link, principal, system, code_digest, expires_at)
              values (?, ?, ?, ?, ?)\
              """,
              e.link(),
              e.principal(),
              e.system(),
              e.code(),
              e.expiresAt());
      case LinkEvent.AccountProposed e ->
          sql.execute(
              """
              insert into link_proposal (link, workspace, account, shown_in, shown_at)
              values (?, ?, ?, ?, ?)\
              """,
              e.link(),
              e.account().workspace(),
              e.account().account(),
              e.shownIn(),
              context.at());
      case LinkEvent.AccountLinked e -> link(e, context, sql);
      case LinkEvent.LinkEnded e -> {
        close(e, sql);
        sql.execute(
            "update linked_account set ended_at = ?, ended_by = ? where link = ?",
            context.at(),
            e.by(),
            e.link());
      }
      case LinkEvent.AttemptRefused _ -> {
        // part of the link's own state only
      }
    }
  }

  private static void link(LinkEvent.AccountLinked e, CommandContext context, SqlConnection sql) {
    close(e, sql);
    var account = e.account();
    sql.execute(
        """
        insert into linked_account (link, principal, system, workspace, account, linked_at)
        values (?, ?, ?, ?, ?, ?)\
        """,
        e.link(),
        e.principal(),
        account.system(),
        account.workspace(),
        account.account(),
        context.at());
  }

  /** The code stays known as one that was used. */
  private static void close(LinkEvent e, SqlConnection sql) {
    sql.execute("update link_offer set open = false where link = ?", e.link());
  }
}
