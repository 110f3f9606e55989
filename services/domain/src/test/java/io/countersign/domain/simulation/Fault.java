package io.countersign.domain.simulation;

/**
 * A fault of one kind at one component.
 *
 * @param root index of the part
 * @param start seconds from the begin of time
 * @param strength failing share of requests, factor of latency or of load, by kind
 * @param period seconds: of flapping, or until a leak is full or a surge at its height
 */
public record Fault(Kind kind, int root, double start, double strength, double period) {
  public enum Kind {
    /** A release that fails a share of its requests. */
    BAD_RELEASE,
    /** A release that is only slow. */
    SLOW_RELEASE,
    /** The process is gone, and stays away. */
    PROCESS_DEATH,
    /** Memory fills up, it gets slow, dies, is started again and fills up again. */
    LEAK,
    /** More users come in. */
    SURGE_AT_ENTRY,
    /** A load from somewhere else, such as a job, falls upon an inner service or a store. */
    SURGE_INSIDE,
    /** What others run for us fails or hangs. */
    PROVIDER_OUTAGE,
    /** A machine is gone with all that it runs. */
    HOST_FAILURE,
    /** It crashes, comes back, crashes again. */
    FLAPPING;

    public boolean isRelease() {
      return this == BAD_RELEASE || this == SLOW_RELEASE;
    }
  }

  boolean active(double second) {
    return second >= start;
  }
}
