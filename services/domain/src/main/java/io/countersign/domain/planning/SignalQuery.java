package io.countersign.domain.planning;

/**
 * The query by which a signal of the target is measured.
 *
 * @param source the configured evidence source's name
 * @param query with the entity filled in, without any secret
 */
public record SignalQuery(String source, String query) {}
