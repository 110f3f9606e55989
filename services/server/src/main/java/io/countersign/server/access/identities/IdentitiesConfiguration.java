package io.countersign.server.access.identities;

import static io.countersign.domain.Role.ADMINISTRATOR;

import io.countersign.ledger.access.identity.Identities;
import io.countersign.server.web.endpoint.EndpointRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of identities. */
@Configuration(proxyBeanMethods = false)
@Import(Identities.class)
class IdentitiesConfiguration {
  @Bean
  EndpointRule identityReading() {
    return EndpointRule.reading("/api/v1/users/*/identities", ADMINISTRATOR);
  }
}
