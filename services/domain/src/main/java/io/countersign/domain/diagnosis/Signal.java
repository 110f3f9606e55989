package io.countersign.domain.diagnosis;

/** A golden signal of an entity, with its unit. */
public enum Signal {
  /** Requests a second. */
  RATE,
  /** Failed share of requests, 0 to 1. */
  ERRORS,
  /** 95th percentile, in seconds. */
  LATENCY,
  /** Load against capacity; 1 is full. */
  SATURATION,
  /** 1 while it can be reached. */
  UP,
  /** Start time or count that moves when it restarts. */
  RESTARTS,
  /** How many share the load. */
  REPLICAS
}
