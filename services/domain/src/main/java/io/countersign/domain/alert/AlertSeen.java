package io.countersign.domain.alert;

/**
 * The state of one episode before an observation.
 *
 * @param count how often it was told before, at least
 * @param events the length of its stream
 */
public record AlertSeen(long count, Status status, long events) {
  public static final AlertSeen NEVER = new AlertSeen(0, Status.UNSEEN, 0);

  /** Where the episode stands. */
  public enum Status {
    UNSEEN,
    FIRING,
    RESOLVED,
    SUPPRESSED
  }
}
