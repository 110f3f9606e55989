/** The changes that others made. */
@NullMarked
package io.countersign.ledger.change;

import org.jspecify.annotations.NullMarked;
