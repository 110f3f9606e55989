package io.countersign.server.oncall;

import io.countersign.connectors.settings.EnumNames;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.oncall.route.NoticeFacts;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.server.incident.IncidentMeaning;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The incidents that notices are about: by their facts a notice finds its way. */
@Component
final class NoticeSubjects {
  private final IncidentInbox incidents;
  private final Catalog catalog;

  NoticeSubjects(Ledger ledger) {
    incidents = new IncidentInbox(ledger.dataSource());
    catalog = new Catalog(ledger.dataSource());
  }

  NoticeFacts of(Notice notice) {
    var kind = EnumNames.of(notice.kind());
    return find(notice.incident())
        .map(it -> facts(kind, it.incident()))
        .orElseGet(() -> new NoticeFacts(kind, Set.of(), null, Set.of()));
  }

  Notice.Meaning meaning(String incident) {
    return find(incident)
        .map(it -> IncidentMeaning.of(it.incident(), catalog.topology()))
        .map(it -> new Notice.Meaning(it.title(), it.impact()))
        .orElse(Notice.Meaning.UNKNOWN);
  }

  boolean muted(String incident) {
    return find(incident).filter(IncidentInbox.Detail::muted).isPresent();
  }

  /** Whether a person has to take it over, and nobody has, as far as is shown. */
  boolean waitsForPerson(String incident) {
    return find(incident)
        .map(IncidentInbox.Detail::incident)
        .filter(it -> it.closedAt() == null && it.escalated() && it.acknowledgedBy() == null)
        .isPresent();
  }

  private Optional<IncidentInbox.Detail> find(String incident) {
    return incident.isEmpty() ? Optional.empty() : incidents.find(incident, 0);
  }

  private NoticeFacts facts(String kind, IncidentInbox.Row row) {
    var topology = catalog.topology();
    var entities = row.entities().stream().map(EntityId::parse).toList();
    var environments =
        new HashSet<>(entities.stream().map(EntityId::environment).collect(Collectors.toSet()));
    environments.add(row.environment());
    var teams =
        entities.stream()
            .flatMap(it -> topology.entity(it).stream())
            .map(Entity::owner)
            .filter(it -> !it.isEmpty())
            .collect(Collectors.toSet());
    return new NoticeFacts(kind, teams, row.severity(), environments);
  }
}
