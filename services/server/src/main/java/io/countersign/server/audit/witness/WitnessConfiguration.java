package io.countersign.server.audit.witness;

import io.countersign.domain.Role;
import io.countersign.server.web.endpoint.EndpointRule;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may let a record go on. */
@Configuration(proxyBeanMethods = false)
class WitnessConfiguration {
  @Bean
  EndpointRule acceptingRollback() {
    return new EndpointRule(
        HttpMethod.POST,
        "/api/v1/audit/rollback/acceptance",
        Set.of(Role.ADMINISTRATOR),
        EndpointRule.Body.CALL);
  }
}
