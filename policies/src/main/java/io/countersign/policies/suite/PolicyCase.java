package io.countersign.policies.suite;

import io.countersign.domain.policy.PolicyInput;

/**
 * One case: what is given, and what has to come of it.
 *
 * @param suite its suite's name
 * @param file in which it stands
 */
public record PolicyCase(
    String file, String suite, String name, PolicyInput given, Expectation expected) {}
