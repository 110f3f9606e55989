/** Setting up chats' apps. */
@NullMarked
package io.countersign.server.conversation.manifest;

import org.jspecify.annotations.NullMarked;
