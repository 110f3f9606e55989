package io.countersign.server.access.delegation;

import io.countersign.domain.access.RoleRules;
import io.countersign.ledger.access.delegation.Delegations;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The beans of delegations. */
@Configuration(proxyBeanMethods = false)
@Import(Delegations.class)
class DelegationConfiguration {
  @Bean
  CapabilityEndpoints delegationEndpoints() {
    return CapabilityEndpoints.of(
        EndpointRule.deciding(
            HttpMethod.POST, "/api/v1/delegations", RoleRules.DECIDING, Extent.SOMEWHERE),
        EndpointRule.deciding(
            HttpMethod.DELETE, "/api/v1/delegations/{delegation}", Set.of(), Extent.OWN));
  }

  @Bean
  EndpointRule delegationReading() {
    return EndpointRule.forReadersOfParts("/api/v1/delegations");
  }
}
