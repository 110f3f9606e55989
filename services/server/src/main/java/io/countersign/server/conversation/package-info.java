/** What comes in from a chat: who did it, what they are allowed to ask for, and the answer. */
@NullMarked
package io.countersign.server.conversation;

import org.jspecify.annotations.NullMarked;
