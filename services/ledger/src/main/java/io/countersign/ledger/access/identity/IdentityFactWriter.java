package io.countersign.ledger.access.identity;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.access.identity.IdentityEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/**
 * The writer of whose address is whose, by the address's digest: the address lies in a blob. Whose
 * it was is kept: they made what was told of it all the same.
 */
public final class IdentityFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof IdentityEvent it) {
      write(it, context, sql);
    }
  }

  private static void write(IdentityEvent event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case IdentityEvent.IdentityAdded e ->
          sql.execute(
              """
              insert into identity_fact (identity, principal, address_digest, added_by, added_at)
              values (?, ?, ?, ?, ?)\
              """,
              e.identity(),
              e.principal(),
              e.address().digest(),
              e.by(),
              context.at());
      case IdentityEvent.IdentityRemoved e ->
          sql.execute(
              "update identity_fact set removed_at = ? where identity = ?",
              context.at(),
              e.identity());
      case IdentityEvent.AttemptRefused _ -> {
        // part of the identity's own state only
      }
    }
  }
}
