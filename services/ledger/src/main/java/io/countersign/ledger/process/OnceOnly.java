package io.countersign.ledger.process;

/** Tells each part of an event once, however often the event itself is handed to its automation. */
@FunctionalInterface
public interface OnceOnly {
  /**
   * @param part names it among all that the event gives rise to
   * @param telling isn't run again after it has returned; what it throws leaves it untold
   */
  void tell(String part, Runnable telling);
}
