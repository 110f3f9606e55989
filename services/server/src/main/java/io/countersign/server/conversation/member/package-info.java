/** The standing of people in chats, as far as it's remembered. */
@NullMarked
package io.countersign.server.conversation.member;

import org.jspecify.annotations.NullMarked;
