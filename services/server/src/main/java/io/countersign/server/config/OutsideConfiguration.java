package io.countersign.server.config;

import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.type.ConnectorContext;
import io.countersign.server.witness.HttpCosigners;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;

/** The world outside, as configured. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class OutsideConfiguration {
  @Bean
  Connections connections(
      Configuration configuration, Installation installation, InstantSource clock) {
    var context =
        new ConnectorContext(
            new BoundedHttp(), clock, installation.home(), configuration.environmentDefault());
    return Connections.open(configuration.connections(), context);
  }

  /**
   * @param clocks asked once there is something to cosign: the clock is made of the ledger, which
   *     is made with these
   */
  @Bean
  HttpCosigners cosigners(Configuration configuration, ObjectProvider<InstantSource> clocks) {
    InstantSource clock = () -> clocks.getObject().instant();
    return new HttpCosigners(configuration.witnesses(), new BoundedHttp(), clock);
  }

  @Bean
  LoopSettings loopSettings(Configuration configuration) {
    return configuration.loop();
  }
}
