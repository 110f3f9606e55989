package io.countersign.server.web.connection;

import io.countersign.server.config.Configuration;
import io.countersign.server.config.Configuration.ConnectionLimits;
import io.countersign.server.schedule.RecurringWork;
import java.time.Duration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** The web server's bounds. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {
  private static final Duration SWEEP = Duration.ofSeconds(1);

  @Bean
  ConnectionLimits connectionLimits(Configuration configuration) {
    return configuration.http();
  }

  @Bean
  ServedConnections servedConnections() {
    return new ServedConnections();
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(
      Configuration configuration, ServedConnections served) {
    return factory -> {
      factory.setProtocol(GuardedProtocol.class.getName());
      factory.addEngineValves(new ServingValve(served));
      factory.addConnectorCustomizers(
          connector -> {
            if (connector.getProtocolHandler() instanceof GuardedProtocol it) {
              it.limit(configuration.http(), configuration.proxies(), served);
            }
          });
    };
  }

  @Bean
  ProvenConnectionFilter provenConnections(ServedConnections served) {
    return new ProvenConnectionFilter(served);
  }

  @Bean
  RecurringWork connectionSweep(ConnectionLimits limits, ServedConnections served) {
    var patience = Duration.ofSeconds(limits.headerSeconds());
    return RecurringWork.every(SWEEP, "the sweep of connections", () -> served.sweep(patience));
  }
}
