package io.countersign.server.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock that the server goes by: the database's, which all servers share, as far as this
 * machine's own is away from it. What two servers record can be compared by it: a delivery isn't
 * late since the other's clock is ahead. It's a little behind the truth or ahead of it, by less
 * than a second.
 */
public final class DatabaseClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

  /**
   * Clocks that agree so well are left alone; likewise a question that took as long says nothing.
   */
  private static final Duration NEGLIGIBLE = Duration.ofSeconds(1);

  private final InstantSource machine;
  private final InstantSource database;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * @param machine this one's own clock
   * @param database asks it
   */
  public DatabaseClock(InstantSource machine, InstantSource database) {
    this.machine = machine;
    this.database = database;
  }

  /** This machine's own clock, whatever it says. */
  public InstantSource machine() {
    return machine;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead);
  }

  /** Asks the database again. */
  public void compare() {
    var asked = machine.instant();
    var told = database.instant();
    var took = Duration.between(asked, machine.instant());
    if (took.abs().compareTo(NEGLIGIBLE) < 0) {
      follow(Duration.between(asked.plus(took.dividedBy(2)), told));
    }
  }

  private void follow(Duration seen) {
    var next = seen.abs().compareTo(NEGLIGIBLE) < 0 ? Duration.ZERO : seen;
    if (next.minus(ahead).abs().compareTo(NEGLIGIBLE) >= 0) {
      LOG.warn("the database's clock is {} ahead of this machine's: it's gone by", next);
      ahead = next;
    }
  }
}
