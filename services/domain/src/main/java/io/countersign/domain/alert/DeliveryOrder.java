package io.countersign.domain.alert;

import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order in which things happened, of deliveries that may come late, twice or across each other.
 * Starts and ends are compared among themselves, by the source's clock; what came first by the one
 * that all servers go by. Where neither tells, firing wins: showing too much is mended by the next
 * word, a lost alert by nothing.
 *
 * @param series as it was before
 * @param told what was delivered
 * @param at when it came to the door
 */
record DeliveryOrder(AlertSeries series, ObserveAlert told, Instant at) {
  /**
   * How near to each other two deliveries may have crossed on their way, whichever came first:
   * replicas of an Alertmanager wait 15 s for each other.
   */
  static final Duration CROSSING = Duration.ofSeconds(20);

  /** Nothing is under way for longer: what seems to be was told after our clock was set back. */
  static final Duration LATEST = Duration.ofMinutes(5);

  /** How far apart two deliveries are each a word of its own. */
  static final Duration APART = Duration.ofSeconds(1);

  /** Alertmanager writes "not yet" as the start of year 1, in whatever zone it runs in. */
  private static final Instant KNOWN_FROM = Instant.parse("0002-01-01T00:00:00Z");

  /** What firing means, after an end. */
  enum AfterEnd {
    /** It was told before that end. */
    LATE,
    /** It may have been: the next word, or time, will tell. */
    IN_DOUBT,
    /** It fires. */
    NEWS
  }

  /** By its source; nothing where that gave none. */
  Optional<Instant> start() {
    return known(told.startsAt());
  }

  /** By its source; nothing where that gave none. */
  Optional<Instant> end() {
    return known(told.endsAt());
  }

  /** As exact as the state keeps it, or the same time told again would be a later one. */
  private static Optional<Instant> known(@Nullable Instant time) {
    return Optional.ofNullable(time)
        .filter(it -> !it.isBefore(KNOWN_FROM))
        .map(it -> it.truncatedTo(ChronoUnit.MICROS));
  }

  AfterEnd afterEnd() {
    if (start().filter(it -> !it.isBefore(series.endsAt())).isPresent()) {
      return AfterEnd.NEWS;
    }
    if (at.isBefore(series.endedAt().minus(CROSSING))
        && !at.isBefore(series.endedAt().minus(LATEST))) {
      return AfterEnd.LATE;
    }
    return at.isAfter(series.endedAt().plus(CROSSING)) || saidAgain()
        ? AfterEnd.NEWS
        : AfterEnd.IN_DOUBT;
  }

  /** A crossing delivery comes alone; what is told once more is so. */
  private boolean saidAgain() {
    var held = series.held();
    return held != null && !at.isBefore(held.since().plus(APART));
  }

  /** Whether it starts after all that was heard of the one that fires, whose end got lost. */
  boolean isAnotherEpisode() {
    return start()
        .filter(it -> it.isAfter(series.startsAt()) && it.isAfter(series.firingAt()))
        .isPresent();
  }

  /** Whether the end is that of an episode before: told twice, or late. */
  boolean isEarlierEnd() {
    return end()
        .filter(
            it ->
                it.equals(series.endsAt())
                    || !it.isAfter(earlier(series.endsAt(), series.endedAt()))
                    || (series.episodes() > 1
                        && isBefore(it, series.startsAt(), series.firingAt())))
        .isPresent();
  }

  /** Whether the end is older than what waits to be raised. */
  boolean isEndBeforeHeld() {
    var held = series.held();
    return held != null
        && (at.isBefore(held.since())
            || end()
                .filter(it -> isBefore(it, held.raised().startsAt(), held.since()))
                .isPresent());
  }

  /** A start that lay ahead when it was told proves nothing: no end would ever come after it. */
  private static boolean isBefore(Instant end, Instant start, Instant startTold) {
    return end.isBefore(start) && !start.isAfter(startTold);
  }

  /** When the episode before was over, at the latest, if this is the start of another one. */
  Instant endBefore() {
    return earlier(start().orElse(at), at);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Whether it's an earlier episode that goes on, as far as its start tells. */
  boolean isAgain() {
    return series.episodes() > 0
        && start()
            .filter(it -> it.isBefore(series.endsAt()) || !it.isAfter(series.startsAt()))
            .isPresent();
  }
}
