/** Setting up chats. */
@NullMarked
package io.countersign.cli.conversation;

import org.jspecify.annotations.NullMarked;
