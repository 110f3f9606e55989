package io.countersign.ledger.access;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;

/** Confirmations as decisions and their readers see them. */
public final class ConfirmationFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof ConfirmationEvent it) {
      write(it, context, sql);
    }
  }

  private static void write(ConfirmationEvent event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case ConfirmationEvent.ChangeProposed e ->
          sql.execute(
              """
              insert into confirmation_fact
                (confirmation, subject, digest, proposer, proposed_at, expires_at, state)
              values (?, ?, ?, ?, ?, ?, 'PROPOSED')\
              """,
              e.confirmation(),
              DomainJson.write(e.subject()),
              e.digest().hex(),
              e.proposer(),
              context.at(),
              e.expiresAt());
      case ConfirmationEvent.ChangeAdopted e ->
          sql.execute(
              "update confirmation_fact set adopter = ? where confirmation = ?",
              e.adopter(),
              e.confirmation());
      case ConfirmationEvent.ChangeConfirmed e ->
          sql.execute(
              "update confirmation_fact set state = 'CONFIRMED', confirmer = ?, confirmed_at = ?"
                  + " where confirmation = ?",
              e.confirmer(),
              context.at(),
              e.confirmation());
      case ConfirmationEvent.ChangeWithdrawn e -> state(e.confirmation(), "WITHDRAWN", sql);
      case ConfirmationEvent.ChangeFailed e -> state(e.confirmation(), "FAILED", sql);
      case ConfirmationEvent.ChangeCompleted e -> state(e.confirmation(), "COMPLETED", sql);
      case ConfirmationEvent.AttemptRefused _ -> {
        // part of the confirmation's own state only
      }
    }
  }

  private static void state(ConfirmationId id, String state, SqlConnection sql) {
    sql.execute("update confirmation_fact set state = ? where confirmation = ?", state, id);
  }
}
