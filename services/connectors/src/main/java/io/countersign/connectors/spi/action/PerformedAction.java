package io.countersign.connectors.spi.action;

/**
 * An effect that took place.
 *
 * @param summary one line, at most 1 KiB
 * @param result the answer in UTF-8, at most 16 KiB, without any secret
 */
public record PerformedAction(String summary, byte[] result) {}
