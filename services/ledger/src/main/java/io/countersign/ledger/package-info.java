/** The record: one order of immutable events, the facts that decisions read, the views for eyes. */
@NullMarked
package io.countersign.ledger;

import org.jspecify.annotations.NullMarked;
