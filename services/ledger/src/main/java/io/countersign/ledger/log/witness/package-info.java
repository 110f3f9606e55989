/** The tables of what witnesses said of the log's heads, for those who decide by it. */
@NullMarked
package io.countersign.ledger.log.witness;

import org.jspecify.annotations.NullMarked;
