package io.countersign.domain;

/**
 * The facts of one capability. Each has an interface of its own, in its own package, with its own
 * ids; deciders of the capabilities above it ask for that by its class.
 */
public interface CapabilityFacts {}
