package io.countersign.server.change;

import io.countersign.connectors.feed.JsonFeedSettings;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.Connections;
import io.countersign.server.config.Periodic;
import java.time.Duration;
import org.springframework.context.annotation.Bean;

/** Polls each feed as often as it's configured. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ChangeConfiguration {
  @Bean
  Periodic feedPolling(
      ChangePolling polling, Connections connections, Configuration configuration) {
    return new Periodic(
        connections.feeds().stream()
            .map(
                feed ->
                    new Periodic.Work(
                        "polling " + feed.name(),
                        pause(feed, configuration),
                        () -> {
                          var _ = polling.poll(feed);
                        }))
            .toList());
  }

  private static Duration pause(ChangeFeed feed, Configuration configuration) {
    return configuration.feeds().stream()
        .filter(it -> it.name().equals(feed.name()))
        .map(JsonFeedSettings::poll)
        .findFirst()
        .orElseThrow();
  }
}
