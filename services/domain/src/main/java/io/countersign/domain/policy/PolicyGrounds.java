package io.countersign.domain.policy;

/**
 * The grounds of a decision: with the bundle that it names, all that it takes to decide again.
 *
 * @param input what was looked at
 * @param engine which version of the evaluator decided; another one might decide otherwise
 */
public record PolicyGrounds(PolicyInput input, String engine) {}
