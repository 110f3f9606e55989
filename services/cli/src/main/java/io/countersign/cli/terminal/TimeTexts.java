package io.countersign.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** The texts of times for people: exact, and how long ago. */
public record TimeTexts(Instant now) {

  /** {@code 3m ago (2026-01-01T10:00:00Z)}; what is no instant is shown as it came. */
  public String show(String instant) {
    try {
      var at = Instant.parse(instant);
      return relative(at) + " (" + at.truncatedTo(ChronoUnit.SECONDS) + ")";
    } catch (DateTimeParseException _) {
      return instant;
    }
  }

  private String relative(Instant at) {
    var apart = Duration.between(at, now);
    return apart.isNegative() ? "in " + span(apart.negated()) : span(apart) + " ago";
  }

  private static String span(Duration apart) {
    if (apart.toMinutes() < 1) {
      return apart.toSeconds() + "s";
    }
    if (apart.toHours() < 1) {
      return apart.toMinutes() + "m";
    }
    return apart.toDays() < 2 ? apart.toHours() + "h" : apart.toDays() + "d";
  }
}
