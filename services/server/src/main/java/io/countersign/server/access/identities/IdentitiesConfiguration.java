package io.countersign.server.access.identities;

import static io.countersign.domain.Role.ADMINISTRATOR;

import io.countersign.ledger.access.identity.Identities;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The beans of identities. */
@Configuration(proxyBeanMethods = false)
@Import(Identities.class)
class IdentitiesConfiguration {
  @Bean
  CapabilityEndpoints identityEndpoints() {
    return CapabilityEndpoints.of(
        EndpointRule.managing(HttpMethod.POST, "/api/v1/users/{name}/identities"),
        EndpointRule.managing(HttpMethod.DELETE, "/api/v1/users/{name}/identities/{identity}"));
  }

  @Bean
  EndpointRule identityReading() {
    return EndpointRule.reading("/api/v1/users/*/identities", ADMINISTRATOR);
  }
}
