package io.countersign.server.reference;

import io.countersign.domain.Role;
import io.countersign.ledger.reference.ReferenceRows;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The reader of the references' view, and who keeps references. */
@Configuration(proxyBeanMethods = false)
@Import(ReferenceRows.class)
class ReferenceConfiguration {
  @Bean
  CapabilityEndpoints referenceEndpoints() {
    return CapabilityEndpoints.of(
        keeping(HttpMethod.POST, "incidents"),
        keeping(HttpMethod.DELETE, "incidents"),
        keeping(HttpMethod.POST, "remediations"),
        keeping(HttpMethod.DELETE, "remediations"));
  }

  private static EndpointRule keeping(HttpMethod method, String holders) {
    return EndpointRule.deciding(
        method,
        "/api/v1/" + holders + "/{id}/references",
        Set.of(Role.RESPONDER, Role.COMMANDER, Role.APPROVER),
        Extent.WITHIN);
  }
}
