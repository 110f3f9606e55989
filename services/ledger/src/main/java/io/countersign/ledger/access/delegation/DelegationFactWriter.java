package io.countersign.ledger.access.delegation;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.access.delegation.DelegationEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.postgres.SqlConnection;

/** The writer of who decides for whom, until it's ended; time is the decision's to judge. */
public final class DelegationFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof DelegationEvent it) {
      write(it, context, sql);
    }
  }

  private static void write(DelegationEvent event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case DelegationEvent.DelegationGiven e ->
          sql.execute(
              """
              insert into delegation_fact (delegation, delegator, delegate, team, environment,
                service, action_class, given_at, until, absent)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
              """,
              e.delegation(),
              e.from(),
              e.to(),
              e.scope().team(),
              e.scope().environment(),
              e.scope().service(),
              e.scope().actionClass(),
              context.at(),
              e.until(),
              e.absent());
      case DelegationEvent.DelegationEnded e ->
          sql.execute(
              "update delegation_fact set ended_at = ? where delegation = ? and ended_at is null",
              context.at(),
              e.delegation());
      case DelegationEvent.AttemptRefused _ -> {
        // part of the delegation's own state only
      }
    }
  }
}
