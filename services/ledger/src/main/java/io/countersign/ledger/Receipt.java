package io.countersign.ledger;

import io.countersign.domain.Answer;

/**
 * What a caller is told once it's durable.
 *
 * @param position a view that has come as far shows what was done; the last event's, or the
 *     ledger's head when there was none
 */
public record Receipt(Answer answer, long position) {}
