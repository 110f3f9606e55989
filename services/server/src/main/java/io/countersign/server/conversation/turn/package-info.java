/** The three seconds in which a chat is answered, and what was under way as they ended. */
@NullMarked
package io.countersign.server.conversation.turn;

import org.jspecify.annotations.NullMarked;
