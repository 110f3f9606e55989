package io.countersign.policies.engine;

/**
 * One file of policy text.
 *
 * @param name as problems show it, such as {@code roll-back-a-release.yaml}
 */
public record PolicyFile(String name, String text) {}
