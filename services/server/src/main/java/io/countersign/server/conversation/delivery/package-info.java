/**
 * The delivery of cards and lines to chats: one message at a time and channel, the latest state.
 */
@NullMarked
package io.countersign.server.conversation.delivery;

import org.jspecify.annotations.NullMarked;
