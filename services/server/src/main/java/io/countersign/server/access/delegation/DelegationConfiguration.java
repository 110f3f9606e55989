package io.countersign.server.access.delegation;

import io.countersign.ledger.access.delegation.Delegations;
import io.countersign.server.web.endpoint.EndpointRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of delegations. */
@Configuration(proxyBeanMethods = false)
@Import(Delegations.class)
class DelegationConfiguration {
  @Bean
  EndpointRule delegationReading() {
    return EndpointRule.forReaders("/api/v1/delegations");
  }
}
