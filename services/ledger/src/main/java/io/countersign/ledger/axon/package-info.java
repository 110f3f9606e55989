/**
 * The parts that Axon runs or calls: the event store on PostgreSQL, aggregates and their snapshots.
 */
@NullMarked
package io.countersign.ledger.axon;

import org.jspecify.annotations.NullMarked;
