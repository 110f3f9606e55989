package io.countersign.connectors.intake;

/**
 * A sign of life of a source.
 *
 * @param name the alert's name
 * @param firing false when the source says that it has ended, which is no sign of life
 */
public record Heartbeat(String integration, String name, boolean firing) {}
