package io.countersign.verifier.record;

/**
 * One thing that isn't as it was proved to be.
 *
 * @param from the first leaf that it may be; {@link #NOWHERE} where it's about no leaf
 * @param to after the last leaf that it may be
 * @param says one sentence for people
 */
public record Mismatch(FaultCode fault, long from, long to, String says) {
  public static final long NOWHERE = -1;

  public Mismatch(FaultCode fault, long leaf, String says) {
    this(fault, leaf, leaf + 1, says);
  }

  public Mismatch(FaultCode fault, String says) {
    this(fault, NOWHERE, NOWHERE, says);
  }

  /** Those about leaves come first, by the first leaf; of two the narrower one. */
  long rank() {
    return from == NOWHERE ? Long.MAX_VALUE : from;
  }
}
