package io.countersign.ledger.audit.silence;

import java.time.Instant;

/**
 * A part of the record.
 *
 * @param after the position before its first event; 0 for the record's beginning
 * @param upTo the position of its last event; the same where nothing was recorded meanwhile
 * @param from when it begins
 * @param to when it ends
 */
public record Around(long after, long upTo, Instant from, Instant to) {}
