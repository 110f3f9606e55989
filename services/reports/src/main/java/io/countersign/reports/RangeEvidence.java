package io.countersign.reports;

/**
 * The proof that a report's leaves are those of the log: texts that are copied into it.
 *
 * @param from the checkpoint of size a, as published; empty where a is 0
 * @param to a checkpoint of size b or more, as published
 * @param consistency the proof that the later one continues the earlier one; empty where a is 0
 */
public record RangeEvidence(String from, String to, String consistency) {}
