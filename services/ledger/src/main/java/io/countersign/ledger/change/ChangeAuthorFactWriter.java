package io.countersign.ledger.change;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.change.ChangeEvent.ChangeObserved;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/**
 * The writer of who is told to have made which change, by the digest of that: who it was lies in a
 * blob, and can be erased.
 */
public final class ChangeAuthorFactWriter implements FactWriter {
  private static final String TOLD =
      """
      insert into change_author_fact (change, feed, entity, reference, to_version, actor_digest, told_at)
      values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof ChangeObserved(var change) && change.actor() != null) {
      sql.execute(
          TOLD,
          change.key(),
          change.feed(),
          change.entity(),
          change.reference(),
          change.toVersion(),
          change.actor().digest(),
          context.at());
    }
  }
}
