package io.countersign.ledger.conversation;

import java.util.UUID;

/**
 * The right to send one message to one channel, which nobody else has meanwhile.
 *
 * @param hold which claim it is; who lost it changes nothing any more
 */
public record ChannelClaim(UUID hold, ChannelState channel, ConversationPost post) {}
