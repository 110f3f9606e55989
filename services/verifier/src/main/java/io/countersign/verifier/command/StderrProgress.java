package io.countersign.verifier.command;

import io.countersign.verifier.load.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Tells how far it is every few seconds, on the stream that isn't the answer's. */
final class StderrProgress implements Progress {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int LOOK = 64; // calls between two looks at the clock

  private final PrintStream err;
  private final InstantSource clock;
  private Instant next;
  private int calls;

  StderrProgress(PrintStream err, InstantSource clock) {
    this.err = err;
    this.clock = clock;
    this.next = clock.instant().plus(PAUSE);
  }

  @Override
  public void at(String stage, long bytes, long all, long leaves) {
    if ((calls++ % LOOK != 0 && !stage.equals("events")) || clock.instant().isBefore(next)) {
      return;
    }
    next = clock.instant().plus(PAUSE);
    long percent = all == 0 ? 100 : 100 * bytes / all;
    err.printf(Locale.ROOT, "fsck: %s, %,d rows, %d %% of the whole%n", stage, leaves, percent);
  }
}
