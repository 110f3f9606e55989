package io.countersign.bench.gate.oracle;

/**
 * Somebody wants a step to begin.
 *
 * @param law in force as they asked what it says
 * @param seen how much had happened when they looked
 * @param key by which its target would know it
 * @param again whether it's to be sent once more
 * @param target that they read, and that has this version
 */
public record StepTry(
    boolean byProduct,
    int law,
    int step,
    long seen,
    String key,
    boolean again,
    String recomputed,
    String target,
    String version) {}
