package io.countersign.server.conversation.delivery;

import io.countersign.domain.conversation.ConversationEvent;
import io.countersign.domain.conversation.ConversationEvent.DeliveryFailed;
import io.countersign.domain.conversation.ConversationEvent.DeliveryResumed;
import io.countersign.ledger.Submission;
import io.countersign.ledger.conversation.ChannelClaim;
import io.countersign.ledger.conversation.ConversationOutbox;
import io.countersign.ledger.conversation.DeliveryStep;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The record of channels that can't be told: one event a failing and channel, however many messages
 * wait. What passes by itself is recorded once it lasts.
 */
final class ChannelNews {
  private static final Duration LASTING = Duration.ofMinutes(1);

  private final CommandSender commands;
  private final ConversationOutbox outbox;

  ChannelNews(CommandSender commands, ConversationOutbox outbox) {
    this.commands = commands;
    this.outbox = outbox;
  }

  /**
   * @param lasts whether somebody has to change something before it works again
   */
  void failed(ChannelClaim claim, DeliveryStep.Failed step, boolean lasts, Instant now) {
    var channel = claim.channel();
    var since = channel.failingSince() == null ? now : channel.failingSince();
    boolean due = lasts || !now.isBefore(since.plus(LASTING));
    if (channel.toldAt() == null && due) {
      record(
          new DeliveryFailed(channel.connection(), channel.channel(), step.code(), since),
          since,
          now);
      outbox.told(channel, now);
    }
  }

  void worked(ChannelClaim claim, Instant now) {
    var channel = claim.channel();
    var since = channel.failingSince();
    if (since != null && channel.toldAt() != null) {
      record(new DeliveryResumed(channel.connection(), channel.channel(), since), since, now);
    }
  }

  private void record(ConversationEvent event, Instant since, Instant now) {
    var key =
        "%s %s %s %s"
            .formatted(
                event.getClass().getSimpleName(), event.connection(), event.channel(), since);
    var context = SystemOrigin.context(now);
    var _ = commands.receipts(List.of(new Submission.OfStandaloneEvent(event, key, context)));
  }
}
