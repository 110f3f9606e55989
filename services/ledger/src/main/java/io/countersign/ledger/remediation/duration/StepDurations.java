package io.countersign.ledger.remediation.duration;

import io.countersign.domain.Digest;
import io.countersign.domain.remediation.StepDuration;
import io.countersign.domain.remediation.StepDurationFacts;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.view.Past;
import java.time.Duration;
import java.time.Instant;

/** The durations of steps, for those who look; decisions read the same in their transactions. */
public final class StepDurations implements StepDurationFacts {
  /** The latest runs count: what a runbook took a year ago says little of now. */
  private static final String LATEST =
      """
      select count(*) as runs, coalesce(percentile_disc(0.95) within group (order by millis), 0) as p95
      from (
        select greatest(0, (extract(epoch from ended_at - began_at) * 1000)::bigint) as millis
        from step_duration where content = ? and step = ? and ended_at is not null
        order by ended_at desc limit 200
      ) latest\
      """;

  private final Transactions transactions;

  public StepDurations(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public StepDuration duration(Digest runbook, int step) {
    return transactions.call(sql -> duration(runbook, step, sql));
  }

  /** As they were known at an instant, in a transaction that nothing stays of. */
  public static StepDurationFacts until(Instant at, Past past) {
    past.sql()
        .execute(
            "create temporary view step_duration as select * from public.step_duration"
                + " where ended_at <= '"
                + at
                + "'");
    return (runbook, step) -> duration(runbook, step, past.sql());
  }

  static StepDuration duration(Digest runbook, int step, SqlConnection sql) {
    return sql.first(
            LATEST,
            row ->
                new StepDuration(
                    (int) row.longValue("runs"), Duration.ofMillis(row.longValue("p95"))),
            runbook,
            step)
        .orElse(StepDuration.NONE);
  }
}
