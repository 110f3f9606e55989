package io.countersign.server.ticketing.shown;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.ticketing.TicketConflicts;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.ledger.ticketing.TicketRemarks;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.ticket.ShownTicket;
import io.countersign.server.incident.ticket.ShownTickets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The linked tickets of incidents and remediations, from their links and from the record. */
@Component
final class LinkedTicketsShown implements ShownTickets {
  private static final int MOST_TEXT = 300;

  private final Ledger ledger;
  private final TicketLinks links;
  private final TicketConflicts conflicts;
  private final TicketRemarks remarks;
  private final ChangeShown changes;
  private final PrincipalNames names;

  LinkedTicketsShown(
      Ledger ledger,
      TicketLinks links,
      TicketConflicts conflicts,
      TicketRemarks remarks,
      ChangeShown changes,
      PrincipalNames names) {
    this.names = names;
    this.conflicts = conflicts;
    this.ledger = ledger;
    this.links = links;
    this.remarks = remarks;
    this.changes = changes;
  }

  @Override
  public Map<String, List<ShownTicket>> of(Collection<String> holders) {
    var rows = links.of(holders);
    var unsettled = conflicts.of(rows);
    var lookup = names.lookup();
    return byHolder(
        rows,
        row ->
            shown(
                row,
                TicketWords.conflicts(unsettled.getOrDefault(row.link(), List.of()), lookup::named),
                remarks(row.link()),
                change(row.link())));
  }

  @Override
  public Map<String, List<ShownTicket>> summaries(Collection<String> holders) {
    return byHolder(links.of(holders), row -> shown(row, List.of(), List.of(), null));
  }

  private static Map<String, List<ShownTicket>> byHolder(
      List<TicketLinks.Row> rows, Function<TicketLinks.Row, ShownTicket> shown) {
    var found = new LinkedHashMap<String, List<ShownTicket>>();
    for (var row : rows) {
      found.computeIfAbsent(row.link().holder(), _ -> new ArrayList<>()).add(shown.apply(row));
    }
    return found;
  }

  private ShownTicket.@Nullable Change change(TicketLinkId link) {
    return link.isIncident() ? null : changes.of(link, ledger.ticket(link));
  }

  private static ShownTicket shown(
      TicketLinks.Row row,
      List<ShownTicket.Conflict> conflicts,
      List<ShownTicket.Remark> remarks,
      ShownTicket.@Nullable Change change) {
    return new ShownTicket(
        row.link().value(),
        row.kind(),
        TicketWords.key(row),
        row.url(),
        row.state(),
        TicketWords.of(row),
        row.nextAt(),
        conflicts,
        remarks,
        change);
  }

  private List<ShownTicket.Remark> remarks(TicketLinkId link) {
    return remarks.last(link).stream()
        .map(it -> new ShownTicket.Remark(it.account(), it.at(), text(it)))
        .toList();
  }

  private String text(TicketRemarks.Remark remark) {
    var text =
        ledger
            .blob(remark.text())
            .map(it -> TextRedaction.text(new String(it, StandardCharsets.UTF_8)))
            .orElse("a comment that was erased");
    var marked = (remark.internal() ? "[internal on the ticket] " : "") + text;
    return TextLimit.cut(marked, MOST_TEXT);
  }
}
