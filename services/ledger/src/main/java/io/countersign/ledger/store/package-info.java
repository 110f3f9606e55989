/** Events in PostgreSQL: names, canonical bytes, the append, the stream of what was recorded. */
@NullMarked
package io.countersign.ledger.store;

import org.jspecify.annotations.NullMarked;
