/** Linked tickets: their aggregate, their loops, and how each of them is. */
@NullMarked
package io.countersign.ledger.ticketing;

import org.jspecify.annotations.NullMarked;
