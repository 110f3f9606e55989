/** The record: aggregates, event store, facts, views. */
@NullMarked
package io.countersign.ledger;

import org.jspecify.annotations.NullMarked;
