package io.countersign.server.conversation.delivery;

import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.ledger.conversation.DeliveryStep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The counters of what is told in chats, and how far that is behind. */
final class DeliveryMeter {
  private static final String CONNECTION = "connection";

  private final MeterRegistry registry;
  private final InstantSource clock;

  DeliveryMeter(MeterRegistry registry, ConversationPosts posts, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    registry.gauge("countersign.conversation.waiting", posts, it -> it.backlog().messages());
    registry.gauge(
        "countersign.conversation.lag.seconds", posts, it -> lag(it.backlog()).toSeconds());
  }

  private Duration lag(ConversationPosts.Backlog backlog) {
    var behind = Duration.between(backlog.oldest(), clock.instant());
    return backlog.oldest().equals(Instant.EPOCH) || behind.isNegative() ? Duration.ZERO : behind;
  }

  void count(ConversationPost post, DeliveryStep step) {
    switch (step) {
      case DeliveryStep.Posted _ -> {
        sent(post, "card");
        registry
            .timer("countersign.conversation.delay", CONNECTION, post.connection())
            .record(
                Duration.between(post.createdAt(), clock.instant()).toMillis(),
                TimeUnit.MILLISECONDS);
      }
      case DeliveryStep.Updated _ -> sent(post, "edit");
      case DeliveryStep.Told(var _, var sent) -> {
        if (sent) {
          sent(post, "line");
        }
      }
      case DeliveryStep.Failed it -> failed(post, it);
      case DeliveryStep.Unchanged _, DeliveryStep.Removed _, DeliveryStep.Postponed _ -> {}
    }
  }

  private void sent(ConversationPost post, String what) {
    registry
        .counter("countersign.conversation.sent", CONNECTION, post.connection(), "what", what)
        .increment();
  }

  /** Being asked for patience is no failure of anybody's. */
  private void failed(ConversationPost post, DeliveryStep.Failed step) {
    boolean limited = step.code().equals(DeliveryFailure.RATE_LIMITED);
    registry
        .counter(
            limited ? "countersign.conversation.rate.limited" : "countersign.conversation.failed",
            CONNECTION,
            post.connection())
        .increment();
  }
}
