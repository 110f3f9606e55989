package io.countersign.ledger.ticketing;

import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.domain.ticketing.TicketEvent.ConflictFound;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.Transactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conflicts of linked tickets of which nobody said whose value counts, from the record. */
public final class TicketConflicts {
  private static final String NEWEST =
      """
      select e.* from unnest(?::text[], ?::text[]) as w (aggregate, field) cross join lateral (
        select %s from event
        where aggregate_id = w.aggregate and payload_type = 'ticketing.conflict-found'
          and payload::jsonb ->> 'field' = w.field
        order by sequence_number desc limit 1) e
      order by w.aggregate, w.field\
      """
          .formatted(EventReader.COLUMNS);

  private final Transactions transactions;
  private final EventReader events = new EventReader();

  public TicketConflicts(Transactions transactions) {
    this.transactions = transactions;
  }

  /** By the link, of those that have any, in the order of their fields' names: one question. */
  public Map<TicketLinkId, List<ConflictFound>> of(Collection<TicketLinks.Row> rows) {
    var aggregates = new ArrayList<String>();
    var fields = new ArrayList<String>();
    for (var row : rows) {
      for (var field : row.conflicts()) {
        aggregates.add(row.link().aggregate());
        fields.add(field);
      }
    }
    var found = new HashMap<TicketLinkId, List<ConflictFound>>();
    if (aggregates.isEmpty()) {
      return found;
    }
    var newest =
        transactions.call(
            sql ->
                events.read(
                    sql, NEWEST, aggregates.toArray(String[]::new), fields.toArray(String[]::new)));
    for (var it : newest) {
      if (it.event() instanceof TicketEvent.ConflictFound conflict) {
        found.computeIfAbsent(conflict.link(), _ -> new ArrayList<>()).add(conflict);
      }
    }
    return found;
  }
}
