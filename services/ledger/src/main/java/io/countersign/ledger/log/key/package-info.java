/** The log's keys, its signatures, and the port behind which they may lie elsewhere. */
@NullMarked
package io.countersign.ledger.log.key;

import org.jspecify.annotations.NullMarked;
