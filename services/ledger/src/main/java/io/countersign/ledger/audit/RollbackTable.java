package io.countersign.ledger.audit;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.audit.RollbackEvent.RollbackAccepted;
import io.countersign.domain.audit.RollbackFacts;
import io.countersign.domain.audit.RollbackFacts.Claim;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.log.witness.LogContradictions;
import io.countersign.ledger.log.witness.LogContradictions.Open;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;

/** The claims of witnesses as facts, and their end by a decision. */
final class RollbackTable implements FactsProvider<RollbackFacts>, FactWriter {
  @Override
  public Class<RollbackFacts> kind() {
    return RollbackFacts.class;
  }

  @Override
  public RollbackFacts at(SqlConnection sql) {
    return () -> LogContradictions.open(sql).stream().map(RollbackTable::claim).toList();
  }

  private static Claim claim(Open it) {
    return new Claim(it.witness(), it.size(), it.forked(), it.head());
  }

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof RollbackAccepted it) {
      accept(it.claims(), context, sql);
    }
  }

  /** Only what the decision names: a claim may have come since it was made, seen by nobody. */
  private static void accept(List<String> claims, CommandContext context, SqlConnection sql) {
    LogContradictions.open(sql).stream()
        .filter(it -> claims.contains(claim(it).words()))
        .forEach(it -> LogContradictions.accept(it, context.at(), sql));
  }
}
