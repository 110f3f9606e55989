package io.countersign.server.ticketing;

import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.Incident;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.Connections;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.side.IncidentFields;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The configured rules, and the connections that they name. */
@Component
final class TicketRules {
  private final List<TicketRule> all;
  private final Connections connections;
  private final Function<EntityId, String> owner;

  @Autowired
  TicketRules(Configuration configuration, Connections connections, Catalog catalog) {
    this(configuration.tickets(), connections, catalog::owner);
  }

  /**
   * @param owner the team that something is, by the catalogue; empty for none
   */
  TicketRules(List<TicketRule> all, Connections connections, Function<EntityId, String> owner) {
    this.all = List.copyOf(all);
    this.connections = connections;
    this.owner = owner;
  }

  List<TicketRule> all() {
    return all;
  }

  Optional<TicketRule> named(String name) {
    return all.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  Optional<Ticketing> connection(String name) {
    return connections.of(Ticketing.class).stream()
        .filter(it -> it.name().equals(name))
        .findFirst();
  }

  /** The names of the systems that are connected. */
  List<String> connected() {
    return connections.of(Ticketing.class).stream().map(Ticketing::name).toList();
  }

  /** The first rule of each connection that an incident fits. */
  List<TicketRule> of(Incident.Open incident) {
    return firstOfEach(
        all.stream().filter(it -> !it.isOfChanges()).filter(it -> fits(it, incident)));
  }

  /** The first rule of each connection that remediations of an incident have a ticket by. */
  List<TicketRule> ofChanges(Incident.Open incident) {
    return firstOfEach(
        all.stream().filter(TicketRule::isOfChanges).filter(it -> fits(it, incident)));
  }

  private static List<TicketRule> firstOfEach(Stream<TicketRule> rules) {
    var connections = new HashSet<String>();
    return rules.filter(it -> connections.add(it.connection())).toList();
  }

  private boolean fits(TicketRule rule, Incident.Open incident) {
    return isAmong(rule.match().severities(), IncidentFields.severity(incident))
        && incident.alerts().stream().anyMatch(it -> fits(rule, it.entity()));
  }

  /** One and the same thing has to be all that is asked for. */
  private boolean fits(TicketRule rule, EntityId entity) {
    return isAmong(rule.match().environments(), entity.environment())
        && isAmong(rule.match().services(), entity.name())
        && (rule.match().teams().isEmpty() || rule.match().teams().contains(owner.apply(entity)));
  }

  private static boolean isAmong(List<String> some, String one) {
    return some.isEmpty() || some.contains(one);
  }
}
