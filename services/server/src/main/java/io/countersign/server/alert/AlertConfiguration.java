package io.countersign.server.alert;

import io.countersign.domain.Role;
import io.countersign.ledger.alert.AlertEpisodes;
import io.countersign.ledger.alert.Alerts;
import io.countersign.ledger.alert.EndedEpisodes;
import io.countersign.ledger.alert.Mutes;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The views of alerts, the endpoints that sources deliver them to, and the watch over them. */
@Configuration(proxyBeanMethods = false)
@Import({Alerts.class, AlertEpisodes.class, EndedEpisodes.class, Mutes.class})
class AlertConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofHours(1);

  @Bean
  EndpointRule alertWebhooks() {
    return delivery("/api/v1/webhooks/*");
  }

  @Bean
  EndpointRule alertDeliveries() {
    return delivery("/api/v1/alerts");
  }

  @Bean
  EndpointRule alertReading() {
    return EndpointRule.forReadersOfParts("/api/v1/alerts");
  }

  @Bean
  EndpointRule muteReading() {
    return EndpointRule.forReaders("/api/v1/mutes");
  }

  @Bean
  CapabilityEndpoints muteEndpoints() {
    var muting = Set.of(Role.RESPONDER, Role.COMMANDER, Role.APPROVER);
    return CapabilityEndpoints.of(
        EndpointRule.deciding(HttpMethod.POST, "/api/v1/mutes", muting, Extent.THROUGHOUT),
        EndpointRule.deciding(
            HttpMethod.POST, "/api/v1/mutes/{id}/lift", muting, Extent.THROUGHOUT));
  }

  @Bean
  EndpointRule silenceReading() {
    return EndpointRule.forReaders("/api/v1/silences");
  }

  private static EndpointRule delivery(String path) {
    return new EndpointRule(
        HttpMethod.POST, path, Set.of(Role.ALERT_INTAKE), EndpointRule.Body.DELIVERY);
  }

  @Bean
  RecurringWork episodeWatching(EpisodeWatch watch) {
    return RecurringWork.every(
        OFTEN,
        "the watch over episodes",
        () -> {
          watch.raiseDue();
          watch.endStale();
        });
  }

  @Bean
  RecurringWork episodeForgetting(
      EndedEpisodes episodes,
      io.countersign.server.config.Configuration configuration,
      InstantSource clock) {
    return RecurringWork.every(
        SELDOM,
        "forgetting ended episodes",
        () -> episodes.forget(clock.instant().minus(configuration.retention().episodes())));
  }

  @Bean
  RecurringWork heartbeatWatching(HeartbeatWatch watch) {
    return RecurringWork.every(EVERY, "the heartbeat watch", watch::look);
  }
}
