package io.countersign.server.config;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;

/** The world outside, as configured. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class OutsideConfiguration {
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  Connections connections(
      Configuration configuration, Installation installation, InstantSource clock) {
    return new ConnectionFactory(clock, installation.home()).connections(configuration);
  }

  @Bean
  LoopSettings loopSettings(Configuration configuration) {
    return configuration.loop();
  }
}
