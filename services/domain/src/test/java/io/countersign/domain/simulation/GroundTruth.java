package io.countersign.domain.simulation;

/**
 * The truth of what happened, in ticks. Nobody sees this; {@link SimulatedTelemetry} measures it.
 *
 * @param alive share of the replicas that run, by part and tick
 * @param load against capacity, be it with work, with waiting requests or with memory; 1 is full
 * @param work against capacity for its own work alone, without waiting for others; above 1 there is
 *     more of it than can be done
 */
record GroundTruth(
    float[][] rate,
    float[][] failed,
    float[][] latency,
    float[][] load,
    float[][] work,
    float[][] alive,
    float[][] restarts) {
  /** Seconds. */
  static final int TICK = 2;

  static GroundTruth of(int parts, int ticks) {
    return new GroundTruth(
        new float[parts][ticks],
        new float[parts][ticks],
        new float[parts][ticks],
        new float[parts][ticks],
        new float[parts][ticks],
        new float[parts][ticks],
        new float[parts][ticks]);
  }

  int ticks() {
    return rate[0].length;
  }
}
