/** The one way to write: a queue, one thread, one transaction a batch. */
@NullMarked
package io.countersign.ledger.commit;

import org.jspecify.annotations.NullMarked;
