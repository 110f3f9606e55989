package io.countersign.server.access.identity;

import io.countersign.server.config.Installation;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The identity of this installation. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
  @Bean
  ServerIdentity serverIdentity(Installation installation) throws IOException {
    return ServerIdentity.of(installation.home());
  }
}
