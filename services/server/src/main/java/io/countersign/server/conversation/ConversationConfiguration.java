package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.intake.TakenDeliveries;
import io.countersign.server.config.Connections;
import io.countersign.server.conversation.turn.LateOutcomes;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Body;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import io.countersign.server.web.endpoint.EndpointRule.Guard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The beans of what comes in from chats. */
@Configuration(proxyBeanMethods = false)
class ConversationConfiguration {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration NOW_AND_THEN = Duration.ofMinutes(1);

  @Bean
  TakenDeliveries takenDeliveries(Ledger ledger) {
    return new TakenDeliveries(ledger.entrance());
  }

  @Bean
  Chats chats(Connections connections, ConversationMeter meter) {
    return new Chats(
        connections.of(Conversation.class).stream().map(it -> new Chat(it, meter)).toList());
  }

  /** The door is their signature. */
  @Bean
  CapabilityEndpoints conversationDeliveries() {
    return CapabilityEndpoints.of(
        signed("/slack/interactions"),
        signed("/slack/events"),
        signed("/slack/commands"),
        signed("/slack/{connection}/interactions"),
        signed("/slack/{connection}/events"),
        signed("/slack/{connection}/commands"));
  }

  @Bean
  EndpointRule slackManifest() {
    return EndpointRule.forReaders("/api/v1/slack/manifest");
  }

  private static EndpointRule signed(String pattern) {
    return new EndpointRule(
        HttpMethod.POST, pattern, Set.of(), Extent.EVERYWHERE, Guard.NONE, Body.DELIVERY);
  }

  @Bean
  RecurringWork lateOutcomeWatch(LateOutcomes outcomes, InstantSource clock) {
    return RecurringWork.every(
        SOON, "the look at what was late", () -> outcomes.look(clock.instant()));
  }

  @Bean
  RecurringWork signedDeliveryForgetting(TakenDeliveries taken, InstantSource clock) {
    return RecurringWork.every(
        NOW_AND_THEN, "forgetting signed deliveries", () -> taken.forget(clock.instant()));
  }
}
