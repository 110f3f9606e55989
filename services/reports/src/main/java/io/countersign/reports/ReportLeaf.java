package io.countersign.reports;

/**
 * A leaf of the log.
 *
 * @param index from 0
 * @param bytes the entry: one canonical JSON object; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReportLeaf(long index, byte[] bytes) {}
