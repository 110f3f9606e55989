/** Messages that chats show of the record, and how far each is: tables beside the record. */
@NullMarked
package io.countersign.ledger.conversation;

import org.jspecify.annotations.NullMarked;
