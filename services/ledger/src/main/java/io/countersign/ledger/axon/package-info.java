/**
 * What is Axon's: its configuration, its event store on PostgreSQL, aggregates and their snapshots.
 */
@NullMarked
package io.countersign.ledger.axon;

import org.jspecify.annotations.NullMarked;
