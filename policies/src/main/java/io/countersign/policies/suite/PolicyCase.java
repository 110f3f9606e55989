package io.countersign.policies.suite;

import io.countersign.domain.policy.PolicyInput;

/**
 * One case: what is given, and what has to come of it.
 *
 * @param suite its suite's name
 * @param file in which it stands
 * @param line at which it begins there
 */
public record PolicyCase(
    String file, int line, String suite, String name, PolicyInput given, Expectation expected) {}
