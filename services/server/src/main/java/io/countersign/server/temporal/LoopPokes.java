package io.countersign.server.temporal;

import io.countersign.ledger.remediation.OpenLoops.Loop;
import java.time.Instant;

/** The engine, as the sweep needs it. */
interface LoopPokes {
  /**
   * Whether a loop that is due soon, or overdue, needs a poke: it runs nowhere or should have gone
   * on.
   */
  boolean wants(Loop loop, Instant now);

  /** Starts a loop unless it runs, and has it look again. */
  void poke(Loop loop);
}
