package io.countersign.server.alert;

import io.countersign.server.config.Periodic;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for lost heartbeats. */
@Configuration(proxyBeanMethods = false)
class HeartbeatConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(5);

  @Bean
  Periodic heartbeatWatching(HeartbeatWatch watch) {
    return new Periodic(List.of(new Periodic.Work("the heartbeat watch", EVERY, watch::look)));
  }
}
