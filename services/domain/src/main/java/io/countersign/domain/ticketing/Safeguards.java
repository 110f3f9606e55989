package io.countersign.domain.ticketing;

/**
 * The safeguards of keeping two sides equal. All are always on; that each is needed is shown by
 * switching it off in a simulation.
 *
 * @param echoSuppression what we wrote ourselves isn't taken for somebody's change
 * @param threeWayMerge what somebody changed is told from what is merely different
 */
public record Safeguards(boolean echoSuppression, boolean threeWayMerge) {
  public static final Safeguards ALL = new Safeguards(true, true);
}
