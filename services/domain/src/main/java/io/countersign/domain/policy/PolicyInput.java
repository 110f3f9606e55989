package io.countersign.domain.policy;

import io.countersign.domain.PrincipalId;

/**
 * All that policy looks at, so that a decision can be replayed.
 *
 * @param environment of the targets; several give the strictest
 * @param tier lowest number (most important) among targets and what they affect; 1 when unknown
 * @param risk the runbook's risk, 1 to 5
 * @param steps how many effects
 * @param affected how many entities may notice
 */
public record PolicyInput(
    String environment,
    int tier,
    String actionClass,
    int risk,
    int steps,
    int affected,
    PrincipalId proposer) {}
