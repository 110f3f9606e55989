/**
 * The written form of the record: names of events, canonical JSON, ids, and old revisions brought
 * to today's.
 */
@NullMarked
package io.countersign.ledger.codec;

import org.jspecify.annotations.NullMarked;
