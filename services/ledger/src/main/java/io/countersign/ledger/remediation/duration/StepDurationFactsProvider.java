package io.countersign.ledger.remediation.duration;

import io.countersign.domain.remediation.StepDurationFacts;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;

/** The source of {@link StepDurationFacts}: what {@link StepDurationFactWriter} wrote. */
public final class StepDurationFactsProvider implements FactsProvider<StepDurationFacts> {
  @Override
  public Class<StepDurationFacts> kind() {
    return StepDurationFacts.class;
  }

  @Override
  public StepDurationFacts at(SqlConnection sql) {
    return (runbook, step) -> StepDurations.duration(runbook, step, sql);
  }
}
