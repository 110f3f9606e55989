package io.countersign.ledger.emergency;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;

/**
 * The writer of break-glass as far as decisions ask: what it's for, until when, who reviewed it.
 */
public final class BreakGlassFactWriter implements FactWriter {
  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof BreakGlassEvent it) {
      write(it, context, sql);
    }
  }

  private static void write(BreakGlassEvent event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case BreakGlassEvent.Opened e -> opened(e, context, sql);
      case BreakGlassEvent.TookEffect e ->
          sql.execute(
              "update emergency set standing = ?, review_by = ? where subject = ?",
              e.by().stream().map(PrincipalId::value).toArray(String[]::new),
              e.reviewBy(),
              e.breakGlass());
      case BreakGlassEvent.Closed e ->
          sql.execute(
              "update emergency set closed_at = ? where subject = ?", context.at(), e.breakGlass());
      case BreakGlassEvent.Reviewed e ->
          new EmergencyTable(sql)
              .reviewed(
                  e.breakGlass().value(),
                  e.by(),
                  e.justified(),
                  e.note(),
                  context.at(),
                  e.complete());
      case BreakGlassEvent.AttemptRefused _ -> {
        // part of its own state only
      }
    }
  }

  private static void opened(BreakGlassEvent.Opened e, CommandContext context, SqlConnection sql) {
    sql.execute(
        """
        insert into emergency (subject, incident, opener, reason, actions, terms, bundle, opened_at,
          until)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        e.breakGlass(),
        e.incident(),
        e.by(),
        e.reason(),
        e.actions().stream().sorted().toArray(String[]::new),
        DomainJson.write(e.terms()),
        e.terms().bundle(),
        context.at(),
        e.until());
  }
}
