package io.countersign.domain.policy;

/**
 * A decision of policy together with what it came of, as the gate goes by it.
 *
 * @param decision by the bundle in force at that moment
 */
public record PolicyJudgement(PolicyDecision decision, PolicyGrounds grounds) {}
