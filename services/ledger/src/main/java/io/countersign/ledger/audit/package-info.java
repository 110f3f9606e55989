/**
 * The record for people who ask: every event by time, actor, aggregate and type, and what it says;
 * and which keys sign the heads of its log.
 */
@NullMarked
package io.countersign.ledger.audit;

import org.jspecify.annotations.NullMarked;
