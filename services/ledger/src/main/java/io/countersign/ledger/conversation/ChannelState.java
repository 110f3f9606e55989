package io.countersign.ledger.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a chat, as it went last.
 *
 * @param channel as it's configured
 * @param id the chat's own; null while it wasn't asked
 * @param failingSince null while it works
 * @param failure the code of why not
 * @param toldAt when it was recorded that it fails; null while it wasn't
 */
public record ChannelState(
    String connection,
    String channel,
    @Nullable String id,
    @Nullable Instant failingSince,
    @Nullable String failure,
    @Nullable Instant toldAt) {}
