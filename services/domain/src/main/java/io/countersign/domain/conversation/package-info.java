/** The rules of what is told in which chat, at which pace, and the facts about what couldn't be. */
@NullMarked
package io.countersign.domain.conversation;

import org.jspecify.annotations.NullMarked;
