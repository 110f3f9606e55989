package io.countersign.domain.catalog;

/** {@code from} depends on {@code to}. */
public record Relation(Kind kind, EntityId from, EntityId to) {
  /** What the dependency consists in. */
  public enum Kind {
    CALLS,
    RUNS_ON,
    STORES_IN,
    READS_FROM,
    WRITES_TO,
    PART_OF
  }
}
