package io.countersign.domain.policy.bundle;

import io.countersign.domain.BlobRef;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a replay: what a bundle would have said to the decisions on record. Whoever
 * approves it sees this.
 *
 * @param through the position up to which it was looked at
 * @param decisions how many could be replayed
 * @param notReplayable how many couldn't, since what they looked at isn't on record
 * @param flipped how many come out otherwise
 * @param newlyAllowed of those, how many would ask for less: fewer people, of fewer groups, ...
 * @param refusedExecutions how many executed plans it would have refused: forbidden, or not with so
 *     few approvals
 * @param list where the flipped ones stand; null where there are none
 * @param details null in what was recorded before they were counted
 */
public record ReplaySummary(
    long through,
    int decisions,
    int notReplayable,
    int flipped,
    int newlyAllowed,
    int refusedExecutions,
    @Nullable BlobRef list,
    @Nullable ReplayDetails details) {
  /** The same, with the place of the list. */
  public ReplaySummary listedIn(BlobRef place) {
    return new ReplaySummary(
        through,
        decisions,
        notReplayable,
        flipped,
        newlyAllowed,
        refusedExecutions,
        place,
        details);
  }
}
