package io.countersign.server.access.link;

import static io.countersign.domain.Role.ADMINISTRATOR;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.server.config.Connections;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Body;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import io.countersign.server.web.endpoint.EndpointRule.Guard;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The beans of linked accounts. */
@Configuration(proxyBeanMethods = false)
@Import(LinkedAccounts.class)
class LinkConfiguration {
  @Bean
  LinkableSystems linkableSystems(Connections connections) {
    return new LinkableSystems(
        Stream.concat(
                connections.of(Conversation.class).stream(),
                connections.of(Ticketing.class).stream())
            .map(Connection::name)
            .distinct()
            .toList(),
        connections.of(Ticketing.class).stream()
            .map(Connection::name)
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Bean
  CapabilityEndpoints ownLinks() {
    return CapabilityEndpoints.of(
        new EndpointRule(HttpMethod.GET, "/api/v1/me/links", Set.of(), Body.CALL),
        new EndpointRule(HttpMethod.GET, "/api/v1/me/links/proposals", Set.of(), Body.CALL),
        own(HttpMethod.POST, "/api/v1/me/links", Guard.PERSONS_DECISION),
        own(HttpMethod.POST, "/api/v1/me/links/{link}/confirmation", Guard.PERSONS_DECISION),
        own(HttpMethod.DELETE, "/api/v1/me/links/{link}", Guard.DECISION));
  }

  @Bean
  CapabilityEndpoints othersLinks() {
    return CapabilityEndpoints.of(
        EndpointRule.reading("/api/v1/users/*/links", ADMINISTRATOR),
        EndpointRule.managing(HttpMethod.DELETE, "/api/v1/users/{name}/links/{link}"));
  }

  private static EndpointRule own(HttpMethod method, String pattern, Guard guard) {
    return new EndpointRule(method, pattern, Set.of(), Extent.OWN, guard, Body.CALL);
  }
}
