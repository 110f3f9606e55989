package io.countersign.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The texts of times for people: exact, and how long ago. */
public record TimeTexts(Instant now) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** {@code 3m ago (2026-01-01T10:00:00Z)}; what is no instant is shown as it came. */
  public String show(String instant) {
    try {
      var at = Instant.parse(instant);
      return relative(at) + " (" + at.truncatedTo(ChronoUnit.SECONDS) + ")";
    } catch (DateTimeParseException _) {
      return instant;
    }
  }

  /** How long ago alone: {@code 3m ago}. */
  public String brief(String instant) {
    try {
      return relative(Instant.parse(instant));
    } catch (DateTimeParseException _) {
      return instant;
    }
  }

  /** By the clock of a zone, to the minute, such as {@code 2026-01-05 09:00}. */
  public static String local(String instant, ZoneId zone) {
    try {
      return LOCAL.format(Instant.parse(instant).atZone(zone));
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
