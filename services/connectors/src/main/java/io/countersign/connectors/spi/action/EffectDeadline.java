package io.countersign.connectors.spi.action;

import java.time.Duration;
import java.time.Instant;

/**
 * The deadline of an effect: an instant by the database's clock, which all servers share and the
 * target is told, and the time that is left until then, which is waited for. No clock of this
 * machine is compared with it.
 */
public final class EffectDeadline {
  /** Where a template wants a deadline and none is set, as in a dry run. */
  public static final Instant NONE = Instant.parse("9999-12-31T23:59:59Z");

  private final Instant at;
  private final long end;

  private EffectDeadline(Instant at, long end) {
    this.at = at;
    this.end = end;
  }

  /**
   * @param now by the same clock
   */
  public static EffectDeadline of(Instant at, Instant now) {
    return new EffectDeadline(at, System.nanoTime() + Duration.between(now, at).toNanos());
  }

  /** For the target. */
  public Instant at() {
    return at;
  }

  /** Negative after it. */
  public Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }
}
