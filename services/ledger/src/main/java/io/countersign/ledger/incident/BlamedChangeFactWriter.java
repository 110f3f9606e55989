package io.countersign.ledger.incident;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/** The writer of which release each diagnosis holds to be the cause. */
public final class BlamedChangeFactWriter implements FactWriter {
  private static final String BLAMED =
      """
      insert into blamed_change_fact (incident, diagnosis, entity, reference, to_version)
      values (?, ?, ?, ?, ?) on conflict do nothing\
      """;

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof DiagnosisMade made) {
      made.diagnosis()
          .cause()
          .filter(cause -> cause.change() != null || cause.toVersion() != null)
          .ifPresent(cause -> blamed(made, cause, sql));
    }
  }

  private static void blamed(DiagnosisMade made, Cause cause, SqlConnection sql) {
    sql.execute(
        BLAMED,
        made.incident(),
        made.diagnosis().number(),
        cause.entity(),
        cause.change(),
        cause.toVersion());
  }
}
