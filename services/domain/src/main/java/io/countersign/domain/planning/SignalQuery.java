package io.countersign.domain.planning;

/**
 * How a signal of the target is measured.
 *
 * @param source the configured evidence source's name
 * @param query with the entity filled in, without any secret
 */
public record SignalQuery(String source, String query) {}
