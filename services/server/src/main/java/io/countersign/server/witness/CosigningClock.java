package io.countersign.server.witness;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock by which cosignatures are judged. The server's is made of the ledger, which asks its
 * witnesses before it's there: until then it's this machine's own. It's no {@link InstantSource}
 * itself, so that nobody else is given it.
 */
public final class CosigningClock {
  private final AtomicReference<InstantSource> source =
      new AtomicReference<>(InstantSource.system());

  public Instant instant() {
    return source.get().instant();
  }

  /** The server has a clock. */
  public void follow(InstantSource clock) {
    source.set(clock);
  }
}
