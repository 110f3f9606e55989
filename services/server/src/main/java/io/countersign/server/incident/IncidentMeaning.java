package io.countersign.server.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.Impact;
import io.countersign.domain.incident.title.IncidentTitle;
import io.countersign.ledger.incident.IncidentInbox;
import java.util.List;

/**
 * The meaning of an incident to users, by the catalogue of now and what is on record; the same
 * wherever it's told.
 */
public record IncidentMeaning(String title, String impact) {
  public static IncidentMeaning of(IncidentInbox.Row row, Topology topology) {
    var impact = impact(row, topology);
    return new IncidentMeaning(title(row, impact), impact.summary());
  }

  static Impact impact(IncidentInbox.Row row, Topology topology) {
    return Impact.of(ids(row.entities()), ids(row.burning()), topology);
  }

  static String title(IncidentInbox.Row row, Impact impact) {
    return IncidentTitle.of(row.titleFacts(impact.entryPoints()));
  }

  private static List<EntityId> ids(List<String> names) {
    return names.stream().map(EntityId::parse).toList();
  }
}
