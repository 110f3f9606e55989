package io.countersign.server.incident;

import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.IncidentInbox;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The titles of incidents, for what is told of something else that goes with them. */
@Component
public final class IncidentTitles {
  private final IncidentInbox inbox;
  private final Catalog catalog;

  IncidentTitles(IncidentInbox inbox, Catalog catalog) {
    this.inbox = inbox;
    this.catalog = catalog;
  }

  /** By incident; of one that isn't known, nothing. */
  public Map<String, String> of(Collection<String> incidents) {
    var topology = catalog.topology();
    return inbox.rows(incidents).stream()
        .collect(
            Collectors.toMap(
                IncidentInbox.Row::id, row -> IncidentMeaning.of(row, topology).title()));
  }
}
