/** The track records of runbooks. */
@NullMarked
package io.countersign.ledger.planning;

import org.jspecify.annotations.NullMarked;
