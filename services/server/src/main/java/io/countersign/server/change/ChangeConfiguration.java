package io.countersign.server.change;

import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.domain.Role;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.change.Changes;
import io.countersign.server.config.Connections;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.endpoint.EndpointRule;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** The view of changes, and how they come: delivered, or polled as often as it's configured. */
@Configuration(proxyBeanMethods = false)
@Import(Changes.class)
class ChangeConfiguration {
  @Bean
  EndpointRule changeDeliveries() {
    return new EndpointRule(
        HttpMethod.POST, "/api/v1/changes", Set.of(Role.CHANGE_INTAKE), EndpointRule.Body.DELIVERY);
  }

  @Bean
  EndpointRule changeReading() {
    return EndpointRule.forReaders("/api/v1/changes");
  }

  @Bean
  SchedulingConfigurer feedPolling(ChangePolling polling, Connections connections) {
    return registrar ->
        connections.feeds().forEach(feed -> polling(feed, polling).configureTasks(registrar));
  }

  private static RecurringWork polling(ChangeFeed feed, ChangePolling polling) {
    return RecurringWork.every(
        feed.pause(),
        "polling " + feed.name(),
        () -> {
          var _ = polling.poll(feed);
        });
  }

  @Bean
  OwnActionFilter ownActions(
      Ledger ledger, OwnSteps steps, Connections connections, InstantSource clock) {
    var withoutActors =
        connections.feeds().stream()
            .filter(feed -> !feed.tellsActors())
            .map(ChangeFeed::name)
            .collect(Collectors.toUnmodifiableSet());
    return new OwnActionFilter(ledger, steps, withoutActors, clock);
  }
}
