package io.countersign.ledger.remediation.autonomy;

import io.countersign.domain.Digest;
import io.countersign.domain.remediation.autonomy.AutonomyFacts;
import io.countersign.domain.remediation.autonomy.EarnedRecord;
import io.countersign.domain.remediation.autonomy.Promotion;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Optional;

/** The source of {@link AutonomyFacts}: what {@link AutonomyFactWriter} wrote. */
public final class AutonomyFactsProvider implements FactsProvider<AutonomyFacts> {
  private record Tables(SqlConnection sql) implements AutonomyFacts {
    @Override
    public Optional<Promotion> promotion(String runbook, String environment) {
      return RunbookAutonomy.promotion(runbook, environment, sql);
    }

    @Override
    public EarnedRecord record(Digest content, String environment) {
      return RunbookAutonomy.record(content, environment, sql);
    }
  }

  @Override
  public Class<AutonomyFacts> kind() {
    return AutonomyFacts.class;
  }

  @Override
  public AutonomyFacts at(SqlConnection sql) {
    return new Tables(sql);
  }
}
