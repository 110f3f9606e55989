package io.countersign.server.report.pdf;

import java.util.Locale;

/** Figures as people read them. */
final class FigureText {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private FigureText() {}

  /**
   * @param value an integer, or words
   */
  static String of(String value, String unit) {
    try {
      return of(Long.parseLong(value), unit);
    } catch (NumberFormatException _) {
      return value;
    }
  }

  static String of(long value, String unit) {
    return switch (unit) {
      case "" -> String.format(Locale.ROOT, "%,d", value);
      case "seconds" -> duration(value);
      case "per mille" -> String.format(Locale.ROOT, "%d.%d %%", value / 10, Math.abs(value % 10));
      default -> String.format(Locale.ROOT, "%,d %s", value, unit);
    };
  }

  private static String duration(long seconds) {
    if (seconds < 2 * MINUTE) {
      return seconds + " s";
    }
    if (seconds < 2 * HOUR) {
      return seconds / MINUTE + " min";
    }
    return seconds < 2 * DAY
        ? "%s h %s min".formatted(seconds / HOUR, seconds % HOUR / MINUTE)
        : "%s d %s h".formatted(seconds / DAY, seconds % DAY / HOUR);
  }
}
