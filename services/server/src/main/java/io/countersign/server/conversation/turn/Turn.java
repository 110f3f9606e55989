package io.countersign.server.conversation.turn;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time in which one request has to be answered. Whoever works on it asks before anything is
 * recorded; once its asker was told that nothing is, nothing may be.
 */
public final class Turn {
  private enum State {
    OPEN,
    RECORDING,
    GIVEN_UP
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private final long deadline;

  public Turn(Duration patience) {
    deadline = System.nanoTime() + patience.toNanos();
  }

  /** Whether something may be recorded now. */
  public boolean begin() {
    return state.compareAndSet(State.OPEN, State.RECORDING) || state.get() == State.RECORDING;
  }

  /** The asker is told now that nothing was recorded. */
  public boolean giveUp() {
    return state.compareAndSet(State.OPEN, State.GIVEN_UP);
  }

  /** How long until its end; at least nothing. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
