package io.countersign.server.access.proof;

import io.countersign.server.config.Installation;
import io.countersign.server.web.endpoint.EndpointRule;
import java.io.IOException;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The identity of this installation. */
@Configuration(proxyBeanMethods = false)
class ServerProofConfiguration {
  /** Whoever means to show it a password makes sure of it first. */
  @Bean
  EndpointRule ownIdentityReading() {
    return new EndpointRule(
        HttpMethod.GET,
        "/api/v1/identity",
        Set.of(),
        EndpointRule.Extent.EVERYWHERE,
        EndpointRule.Guard.NONE,
        EndpointRule.Body.CALL);
  }

  @Bean
  ServerIdentity serverIdentity(Installation installation) throws IOException {
    return ServerIdentity.of(installation.home());
  }
}
