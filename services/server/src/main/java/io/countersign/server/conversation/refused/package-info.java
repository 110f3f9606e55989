/** The deliveries of chats that nobody believed. */
@NullMarked
package io.countersign.server.conversation.refused;

import org.jspecify.annotations.NullMarked;
