package io.countersign.connectors.spi.action;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The deadline of an effect: an instant by the database's clock, which all servers share and the
 * target is told, and the time that is left until then, which is waited for. No clock of this
 * machine is compared with it.
 */
public final class EffectDeadline {
  /** Where a template wants a deadline and none is set, as in a dry run. */
  public static final Instant NONE = Instant.parse("9999-12-31T23:59:59Z");

  private final Instant at;
  private final InstantSource clock;
  private volatile long end;

  private EffectDeadline(Instant at, InstantSource clock) {
    this.at = at;
    this.clock = clock;
  }

  /**
   * @param clock the one that {@code at} is told by; asked now, and just before the effect
   */
  public static EffectDeadline of(Instant at, InstantSource clock) {
    var deadline = new EffectDeadline(at, clock);
    var _ = deadline.leftByItsClock();
    return deadline;
  }

  /** For the target. */
  public Instant at() {
    return at;
  }

  /** Negative after it. A machine that is suspended meanwhile doesn't count that time. */
  public Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  /**
   * As its own clock says, which goes on while this machine is suspended: for the last look before
   * the effect. Whatever time the question took is taken off.
   */
  public Duration leftByItsClock() {
    long asked = System.nanoTime();
    end = asked + Duration.between(clock.instant(), at).toNanos();
    return left();
  }
}
