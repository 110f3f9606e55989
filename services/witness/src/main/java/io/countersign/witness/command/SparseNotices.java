package io.countersign.witness.command;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Notices for whoever runs the witness, one in ten seconds: what strangers cause fills no disk. */
final class SparseNotices implements Consumer<String> {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final PrintStream out;
  private final InstantSource time;
  private Instant next = Instant.MIN;
  private long left;

  SparseNotices(PrintStream out, InstantSource time) {
    this.out = out;
    this.time = time;
  }

  @Override
  public synchronized void accept(String notice) {
    var now = time.instant();
    if (now.isBefore(next) && !now.plus(PAUSE).isBefore(next)) {
      left++;
      return;
    }
    next = now.plus(PAUSE);
    out.println(now + " " + notice + (left == 0 ? "" : " (" + left + " further notices left out)"));
    left = 0;
  }
}
