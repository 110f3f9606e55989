package io.countersign.domain.diagnosis;

import java.time.Duration;

/**
 * The thresholds of a diagnosis: what counts as unhealthy, as sudden and as sure.
 *
 * @param errorRatio failed share of requests (0 to 1) above which an entity is unhealthy
 * @param latencySeconds 95th percentile above which one with a baseline is unhealthy
 * @param latencyAloneSeconds the same for one without a baseline
 * @param saturation load against capacity above which it is full
 * @param baselineFactor how many times its own usual errors and latency are still usual
 * @param loadFactor how many times its usual rate means that the load rose
 * @param sustainedPoints measured points in a row that make it more than a blip
 * @param coarseStep a point that stands for as long as this is no blip by itself
 * @param recovery shorter recoveries are part of the same fault
 * @param vanishedAfter silence at the end of the window that means that a series has vanished
 * @param closer what is unusual where nothing unhealthy accounts for an alert
 * @param onsetTolerance how much later a dependency may show its fault and still explain a caller's
 * @param changeTolerance how much later than the fault a change may be dated (clocks differ)
 * @param changeLookback how long before the fault a release may be blamed
 * @param changePrompt how soon a fault after a release speaks for the release by itself
 * @param gradualRise a rise to half of the worst that takes longer creeps up rather than jumps
 * @param minimumScore that the first cause needs to be acted upon
 * @param margin by which it must lead any competing one
 * @param marginWithin by which it must lead another cause at the same entity
 * @param indicators what events and the words of error lines speak for
 */
public record Thresholds(
    double errorRatio,
    double latencySeconds,
    double latencyAloneSeconds,
    double saturation,
    double baselineFactor,
    double loadFactor,
    int sustainedPoints,
    Duration coarseStep,
    Duration recovery,
    Duration vanishedAfter,
    Closer closer,
    Duration onsetTolerance,
    Duration changeTolerance,
    Duration changeLookback,
    Duration changePrompt,
    Duration gradualRise,
    int minimumScore,
    int margin,
    int marginWithin,
    CauseIndicators indicators) {
  /**
   * Limits by an entity's own baseline alone.
   *
   * @param deviations how many of its usual (median absolute) deviations above its median
   * @param leastErrors less than so much of the requests more than usual is nothing
   * @param leastLatencySeconds less than so much longer than usual is nothing
   */
  public record Closer(double deviations, double leastErrors, double leastLatencySeconds) {}
}
