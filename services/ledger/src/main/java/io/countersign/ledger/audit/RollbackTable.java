package io.countersign.ledger.audit;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.audit.RollbackEvent.RollbackAccepted;
import io.countersign.domain.audit.RollbackFacts;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.log.LogContradictions;
import io.countersign.ledger.postgres.SqlConnection;

/** What witnesses know beyond the record: as facts, and what becomes of them by a decision. */
final class RollbackTable implements FactsProvider<RollbackFacts>, FactWriter {
  @Override
  public Class<RollbackFacts> kind() {
    return RollbackFacts.class;
  }

  @Override
  public RollbackFacts at(SqlConnection sql) {
    return () ->
        LogContradictions.open(sql).stream()
            .map(it -> new RollbackFacts.Claim(it.witness(), it.size(), it.forked(), it.head()))
            .toList();
  }

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof RollbackAccepted) {
      LogContradictions.accept(context.at(), sql);
    }
  }
}
