/** The one writer that correlates, and its index. */
@NullMarked
package io.countersign.ledger.correlation;

import org.jspecify.annotations.NullMarked;
