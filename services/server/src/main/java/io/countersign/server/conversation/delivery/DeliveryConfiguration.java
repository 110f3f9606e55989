package io.countersign.server.conversation.delivery;

import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.server.automation.Automation;
import io.countersign.server.config.Connections;
import io.countersign.server.conversation.PostedCards;
import io.countersign.server.conversation.card.CardFaces;
import io.countersign.server.conversation.card.RoutedChats;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.endpoint.EndpointRule;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** The wiring of what is told in chats; without a chat nothing of it runs. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {
  private static final Duration PUMP = Duration.ofMillis(250);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration REVIEW = Duration.ofMinutes(5);
  private static final Duration FORGETTING = Duration.ofHours(6);

  @Bean
  RoutedChats routedChats(
      Connections connections, io.countersign.server.config.Configuration configured) {
    return new RoutedChats(connections.of(Conversation.class), configured.channels());
  }

  @Bean
  ConversationPosts conversationPosts(Transactions transactions) {
    return new ConversationPosts(transactions);
  }

  @Bean
  DirectAccounts directAccounts(LinkedAccounts accounts) {
    return (person, connection) ->
        accounts
            .accountOf(person, connection)
            .map(it -> new ConversationPerson(it.workspace(), it.account()));
  }

  @Bean
  Delivery delivery(
      DeliverySources sources,
      RoutedChats chats,
      CardFaces faces,
      DirectAccounts accounts,
      MeterRegistry registry,
      InstantSource clock) {
    return Delivery.of(sources, chats, faces, accounts, registry, clock);
  }

  /** The server's address isn't needed: cards name commands, not pages. */
  @Bean
  Automation showing(Delivery delivery, RoutedChats chats) {
    return _ -> {
      if (!chats.isSilent()) {
        delivery.automation().register();
      }
    };
  }

  @Bean
  SchedulingConfigurer delivering(Delivery delivery, RoutedChats chats) {
    return registrar -> {
      if (!chats.isSilent()) {
        RecurringWork.every(PUMP, "telling chats", delivery.pump()::round)
            .configureTasks(registrar);
        RecurringWork.atOnceAndEvery(SWEEP, "looking for what chats lack", delivery.sweep()::round)
            .configureTasks(registrar);
        RecurringWork.every(FORGETTING, "forgetting what chats were told", delivery.sweep()::forget)
            .configureTasks(registrar);
        RecurringWork.every(REVIEW, "comparing what chats show", delivery.sweep()::review)
            .configureTasks(registrar);
      }
    };
  }

  /** A message's key, for whoever was pressed on it. */
  @Bean
  PostedCards postedCards(RoutedChats chats, Ledger ledger) {
    var posts = new ConversationPosts(ledger.entrance());
    return (connection, channel, message) ->
        chats.named(connection).flatMap(it -> posts.keyOf(it.reference(channel, message)));
  }

  @Bean
  EndpointRule conversationReading() {
    return EndpointRule.forReaders("/api/v1/conversations");
  }
}
