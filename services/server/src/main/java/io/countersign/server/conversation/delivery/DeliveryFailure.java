package io.countersign.server.conversation.delivery;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.ChannelStanding;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.domain.conversation.DeliveryPace;
import io.countersign.ledger.conversation.ChannelClaim;
import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.ledger.conversation.DeliveryStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The consequence of a failure: when it's tried again, and whose failing it is. */
final class DeliveryFailure {
  /** The codes of channels that can't be posted to until somebody changes that. */
  static final String REMOVED = "REMOVED";

  /** The chat asks for more patience. */
  static final String RATE_LIMITED = "RATE_LIMITED";

  static final String UNCONFIGURED = "UNCONFIGURED";

  /** Somebody closed the channel to us, and can open it again at any time. */
  private static final Set<String> CLOSED =
      Stream.of(
              ChannelStanding.Kind.ARCHIVED,
              ChannelStanding.Kind.NOT_MEMBER,
              ChannelStanding.Kind.ABSENT)
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());

  private static final int GENERATIONS = 2;

  private DeliveryFailure() {}

  /** The connection isn't configured any more. */
  static DeliveryStep unconfigured(ConversationPost post) {
    return ofChannel(post, UNCONFIGURED, false, Duration.ZERO, Instant.EPOCH, Instant.EPOCH);
  }

  /** The channel couldn't be found, or not be asked for. */
  static DeliveryStep ofLookup(ChannelClaim claim, Outcome.Failed<?> failed, Instant now) {
    boolean ours = failed.code() == FailureCode.NOT_FOUND;
    var code = ours ? failed.message() : failed.code().name();
    return ofChannel(claim, code, failed, now);
  }

  /**
   * Sending failed.
   *
   * @param channel the chat's own id
   */
  static DeliveryStep ofSending(
      ChannelClaim claim,
      Conversation chat,
      String channel,
      Outcome.Failed<?> failed,
      Instant now) {
    if (isLimit(failed)) {
      var asked = DeliveryPace.pause(attempts(claim), true, failed.retryAfter());
      return new DeliveryStep.Failed(RATE_LIMITED, asked, asked, false);
    }
    if (failed.code() == FailureCode.NOT_FOUND || failed.code() == FailureCode.REFUSED) {
      return declined(claim, chat, channel, failed, now);
    }
    return ofChannel(claim, failed.code().name(), failed, now);
  }

  /** The chat asks for more patience; nothing is wrong. One that can't answer now isn't that. */
  static boolean isLimit(Outcome.Failed<?> failed) {
    return failed.category() == FailureCategory.INSUFFICIENT_RESOURCES
        && failed.code() == FailureCode.REFUSED;
  }

  /** Is it the channel, or did somebody remove the message? */
  private static DeliveryStep declined(
      ChannelClaim claim,
      Conversation chat,
      String channel,
      Outcome.Failed<?> failed,
      Instant now) {
    if (chat.standing(channel) instanceof Outcome.Ok<ChannelStanding>(var standing)
        && standing.kind() != ChannelStanding.Kind.OPEN) {
      return ofChannel(claim, standing.kind().name(), failed, now);
    }
    var post = claim.post();
    boolean removed = post.posted() != null && failed.code() == FailureCode.NOT_FOUND;
    if (removed && post.generation() < GENERATIONS) {
      return new DeliveryStep.Removed();
    }
    var pause = DeliveryPace.pause(attempts(claim), false, failed.retryAfter());
    var code = removed ? REMOVED : failed.code().name();
    return new DeliveryStep.Failed(code, pause, DeliveryPace.BETWEEN_MESSAGES, false);
  }

  private static DeliveryStep ofChannel(
      ChannelClaim claim, String code, Outcome.Failed<?> failed, Instant now) {
    var since = claim.channel().failingSince();
    return ofChannel(
        claim.post(),
        code,
        failed.category().retryable(),
        failed.retryAfter(),
        since == null ? now : since,
        now);
  }

  private static DeliveryStep ofChannel(
      ConversationPost post,
      String code,
      boolean passes,
      Duration asked,
      Instant since,
      Instant now) {
    var trouble = post.trouble();
    int attempts = trouble == null ? 1 : trouble.attempts() + 1;
    var channel = DeliveryPace.channelPause(Duration.between(since, now), asked);
    // One of them is tried each time that the channel is, whoever has to open it.
    var pause = CLOSED.contains(code) ? channel : DeliveryPace.pause(attempts, passes, asked);
    return new DeliveryStep.Failed(code, pause, channel, true);
  }

  private static int attempts(ChannelClaim claim) {
    var trouble = claim.post().trouble();
    return trouble == null ? 1 : trouble.attempts() + 1;
  }
}
