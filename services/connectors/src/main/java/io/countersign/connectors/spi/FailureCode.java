package io.countersign.connectors.spi;

/** The code of a failure. The names are a stable contract with whoever reads events and reports. */
public enum FailureCode {
  /** No connection: the request was certainly not received. */
  UNREACHABLE(false),
  /** No answer in time: the request may have been received and may still take effect. */
  TIMEOUT(true),
  /** Credentials are missing, empty or not accepted. */
  UNAUTHORISED(false),
  /** Received and declined. */
  REFUSED(false),
  /** The target is no longer in the expected state; nothing was done. */
  STALE(false),
  /** What would run isn't what the step is bound to; nothing was done. */
  CONTENT_CHANGED(false),
  /** It reads what no digest can bind; in a dry run nothing was done. */
  CONTENT_UNBOUND(false),
  /** The effect took place, and the target isn't healthy after it. */
  UNHEALTHY(false),
  /** The answer was lost, too long, not understood, or an error of the other side's own. */
  BAD_ANSWER(true),
  /** It wrote more than is read, and was ended; in a dry run nothing was done. */
  OUTPUT_TOO_LARGE(true),
  /** A dry run had an effect: the target doesn't know the flag, or somebody else changed it. */
  DRY_RUN_ACTED(false),
  /** There is no such target, path or record. */
  NOT_FOUND(false),
  /**
   * People in that system have to do something first, such as to approve: nothing is wrong, and it
   * goes on once they did.
   */
  WAITING(false);

  private final boolean effectUnknown;

  FailureCode(boolean effectUnknown) {
    this.effectUnknown = effectUnknown;
  }

  /** Whether an effect that was asked for may have taken place: it has to be read back. */
  public boolean effectUnknown() {
    return effectUnknown;
  }
}
