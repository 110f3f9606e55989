package io.countersign.ledger.codec;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads instants as we write them, {@code 2026-12-01T12:00:00.123456Z}, without the formatter that
 * takes a microsecond for each.
 */
public final class InstantText {
  private static final String SHAPE = "0000-00-00T00:00:00";
  private static final int FRACTION = SHAPE.length() + 1;
  private static final int NANO_DIGITS = 9;
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;
  private static final int DAY = 86_400;

  private InstantText() {}

  /**
   * @throws java.time.DateTimeException when it isn't one
   */
  public static Instant parse(String text) {
    if (!isShort(text)) {
      return Instant.parse(text);
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text); // that of a leap second, or the error
    }
    var date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    return Instant.ofEpochSecond(
        date.toEpochDay() * DAY + hour * HOUR + minute * MINUTE + second, nanos(text));
  }

  /** Whether it has four digits of a year, whole seconds or a fraction of them, and UTC. */
  private static boolean isShort(String text) {
    int end = text.length() - 1;
    if (end < SHAPE.length() || text.charAt(end) != 'Z') {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      if (!fits(text.charAt(i), SHAPE.charAt(i))) {
        return false;
      }
    }
    return end == SHAPE.length() || isFraction(text, end);
  }

  private static boolean isFraction(String text, int end) {
    if (text.charAt(SHAPE.length()) != '.' || end == FRACTION || end > FRACTION + NANO_DIGITS) {
      return false;
    }
    for (int i = FRACTION; i < end; i++) {
      if (!fits(text.charAt(i), '0')) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(char it, char shape) {
    return shape == '0' ? it >= '0' && it <= '9' : it == shape;
  }

  private static int nanos(String text) {
    int end = text.length() - 1;
    if (end == SHAPE.length()) {
      return 0;
    }
    int nanos = number(text, FRACTION, end);
    for (int digits = end - FRACTION; digits < NANO_DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
