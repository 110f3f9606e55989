/** The cards and lines that chats show of incidents and plans, rendered from views. */
@NullMarked
package io.countersign.server.conversation.card;

import org.jspecify.annotations.NullMarked;
