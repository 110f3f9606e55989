package io.countersign.domain.policy.bundle;

/**
 * The finer outcome of a replay.
 *
 * @param otherRules how many decisions come out the same, by other rules
 * @param incidents how many incidents have a decision that comes out otherwise
 * @param approvals how many plans people were asked about, or would be, otherwise than they were
 * @param engineDrift how many decisions by the same bundle come out otherwise, which another
 *     version of the evaluator made
 * @param end the record's last position then: what lies behind {@code through} wasn't come to in
 *     time
 */
public record ReplayDetails(
    int otherRules, int incidents, int approvals, int engineDrift, long end) {}
