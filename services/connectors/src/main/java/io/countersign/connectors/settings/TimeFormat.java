package io.countersign.connectors.settings;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The form in which a system writes instants. */
public enum TimeFormat {
  /** Seconds since 1970 UTC, with a fraction: a JSON number, or a text that holds one. */
  UNIX_SECONDS,
  /** ISO 8601 with an offset or Z. */
  ISO;

  private static final BigDecimal YEAR_10000 = BigDecimal.valueOf(253_402_300_800L);

  /** Empty if it isn't one, or lies outside the years 1970 to 9999. */
  public Optional<Instant> read(JsonNode value) {
    try {
      return switch (this) {
        case UNIX_SECONDS ->
            value.isNumber() || value.isString() ? unix(value.asString()) : Optional.empty();
        case ISO -> value.isString() ? iso(value.asString()) : Optional.empty();
      };
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** As a request carries it; unix seconds with milliseconds, rounded down. */
  public String write(Instant at) {
    return switch (this) {
      case UNIX_SECONDS -> BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString();
      case ISO -> at.toString();
    };
  }

  private static Optional<Instant> unix(String text) {
    if (text.length() > 40) {
      return Optional.empty();
    }
    var seconds = new BigDecimal(text);
    // A huge exponent would cost more than a whole body.
    if (Math.abs((long) seconds.scale()) > 30
        || seconds.signum() < 0
        || seconds.compareTo(YEAR_10000) >= 0) {
      return Optional.empty();
    }
    var whole = seconds.toBigInteger().longValueExact();
    var nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
    return Optional.of(Instant.ofEpochSecond(whole, nanos));
  }

  private static Optional<Instant> iso(String text) {
    var at = OffsetDateTime.parse(text).toInstant();
    return at.isBefore(Instant.EPOCH) || at.getEpochSecond() >= YEAR_10000.longValue()
        ? Optional.empty()
        : Optional.of(at);
  }
}
