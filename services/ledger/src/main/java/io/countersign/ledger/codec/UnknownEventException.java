package io.countersign.ledger.codec;

/**
 * The record holds a name that this release doesn't know, as during a rolling upgrade. Whoever
 * reads stops there and goes on once it's told what it means; skipping would lose it for ever.
 */
public final class UnknownEventException extends RuntimeException {
  public UnknownEventException(String name) {
    super("unknown name in the record: " + name);
  }
}
