package io.countersign.server.report;

import io.countersign.domain.Role;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rights to reports: who audits, and who answers for what is audited. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {
  @Bean
  CapabilityEndpoints reportReading() {
    return CapabilityEndpoints.of(
        EndpointRule.reading("/api/v1/reports", Role.ADMINISTRATOR, Role.COMMANDER),
        EndpointRule.reading("/api/v1/reports/{kind}", Role.ADMINISTRATOR, Role.COMMANDER));
  }
}
