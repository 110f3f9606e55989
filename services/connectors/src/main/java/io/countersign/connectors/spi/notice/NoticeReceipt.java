package io.countersign.connectors.spi.notice;

/**
 * A notice that was taken.
 *
 * @param id the same for the same notice, so that a receiver knows a repeat
 */
public record NoticeReceipt(String id) {}
