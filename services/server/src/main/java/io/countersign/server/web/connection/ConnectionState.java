package io.countersign.server.web.connection;

import java.time.Duration;

/** The state of one connection, as far as it's known. */
final class ConnectionState {
  private final long opened = System.nanoTime();
  private long since = opened;
  private boolean serving;
  private boolean proven;
  private boolean dismissed;

  void begin() {
    serving = true;
    since = System.nanoTime();
  }

  void end() {
    serving = false;
    since = System.nanoTime();
  }

  void prove() {
    proven = true;
  }

  void dismiss() {
    dismissed = true;
  }

  boolean isProven() {
    return proven;
  }

  boolean isDismissed() {
    return dismissed;
  }

  long opened() {
    return opened;
  }

  /**
   * Whether nobody should wait for it any longer.
   *
   * @param patience until a whole request is told
   * @param ofAnybody until one of somebody unknown is served
   */
  boolean isOverdue(Duration patience, Duration ofAnybody) {
    long waited = System.nanoTime() - since;
    return serving
        ? !proven && !dismissed && waited > ofAnybody.toNanos()
        : !dismissed && waited > patience.toNanos();
  }
}
