package io.countersign.domain.diagnosis;

import java.util.Locale;

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
  REPLICAS;

  /** Two rates that are measured apart may give a little more than all; per cent give far more. */
  private static final double LARGEST_SHARE = 1.5;

  /** As it's called in sentences. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a value can be one of this signal: a number, and not one that shows another unit (a
   * share in per cent) or no measurement at all (a time below zero).
   */
  public boolean isReadable(double value) {
    if (!Double.isFinite(value)) {
      return false;
    }
    return switch (this) {
      case ERRORS -> value >= 0 && value <= LARGEST_SHARE;
      case RATE, LATENCY, SATURATION, REPLICAS -> value >= 0;
      case UP, RESTARTS -> true;
    };
  }
}
