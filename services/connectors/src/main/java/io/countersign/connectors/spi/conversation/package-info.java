/** The port to places where people talk: cards that are posted, kept up to date and replied to. */
@NullMarked
package io.countersign.connectors.spi.conversation;

import org.jspecify.annotations.NullMarked;
