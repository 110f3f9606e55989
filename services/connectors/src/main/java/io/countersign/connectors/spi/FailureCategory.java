package io.countersign.connectors.spi;

/** The category of a failure: whose failing it is, and with that whether trying again can help. */
public enum FailureCategory {
  /** What was asked, or how it's configured, is wrong: don't retry until somebody changed it. */
  USER(false),
  /** A fault of ours: don't retry, report. */
  INTERNAL(false),
  /** The other side has no room for it now: retry with a growing pause. */
  INSUFFICIENT_RESOURCES(true),
  /** The other side or the way to it is broken: retry with a growing pause. */
  EXTERNAL(true);

  private final boolean retryable;

  FailureCategory(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  public boolean retryable() {
    return retryable;
  }
}
