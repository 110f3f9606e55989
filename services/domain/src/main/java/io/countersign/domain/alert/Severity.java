package io.countersign.domain.alert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The badness of an alert, as its source says. {@code NONE} is no problem. */
public enum Severity {
  CRITICAL,
  ERROR,
  WARNING,
  INFO,
  NONE;

  /** What sources call it; what is not known is taken seriously. */
  public static Severity of(@Nullable String word) {
    return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
      case "none" -> NONE;
      case "info", "informational", "notice", "ok" -> INFO;
      case "warning", "warn", "minor" -> WARNING;
      case "error", "major", "high" -> ERROR;
      default -> CRITICAL;
    };
  }
}
