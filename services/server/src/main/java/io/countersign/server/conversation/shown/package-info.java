/** Plans that people were shown by cards in chats. */
@NullMarked
package io.countersign.server.conversation.shown;

import org.jspecify.annotations.NullMarked;
