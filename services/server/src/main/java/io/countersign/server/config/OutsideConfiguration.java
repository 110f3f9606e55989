package io.countersign.server.config;

import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.type.ConnectorContext;
import io.countersign.server.witness.CosigningClock;
import io.countersign.server.witness.HttpCosigners;
import java.time.InstantSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
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

  @Bean
  CosigningClock cosigningClock() {
    return new CosigningClock();
  }

  /** Asks on threads of its own while the ledger is being made: nothing of the container then. */
  @Bean
  HttpCosigners cosigners(Configuration configuration, CosigningClock clock) {
    return new HttpCosigners(configuration.witnesses(), new BoundedHttp(), clock::instant);
  }

  @Bean
  SmartInitializingSingleton cosigningByTheServersClock(
      CosigningClock cosigning, InstantSource clock) {
    return () -> cosigning.follow(clock);
  }

  @Bean
  LoopSettings loopSettings(Configuration configuration) {
    return configuration.loop();
  }
}
