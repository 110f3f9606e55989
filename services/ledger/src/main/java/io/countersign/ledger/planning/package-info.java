/** How runbooks have done so far. */
@NullMarked
package io.countersign.ledger.planning;

import org.jspecify.annotations.NullMarked;
