package io.countersign.bench.gate.oracle;

/**
 * A person, or something that isn't one, says something about a plan.
 *
 * @param digest of the plan that they were shown
 */
public record Click(
    String by, boolean asPerson, String digest, boolean reasoned, Proviso proviso) {}
