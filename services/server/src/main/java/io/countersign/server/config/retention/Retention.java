package io.countersign.server.config.retention;

import static io.countersign.connectors.settings.SettingForm.wholeNumber;

import io.countersign.connectors.settings.SettingsReader;
import java.time.Duration;

/**
 * The times for which what is over is kept beside the record, which itself keeps everything.
 *
 * @param sessions after their end
 * @param keys by which a refusal is recorded once
 * @param episodes of alerts, after their end, where another one came after
 */
public record Retention(Duration sessions, Duration keys, Duration episodes) {
  public static final Retention DEFAULT =
      new Retention(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(30));

  private static final int MOST_DAYS = 3_650;

  /** Of the section {@code retention}. */
  public static Retention read(SettingsReader settings) {
    return new Retention(
        days(settings, "sessionDays", DEFAULT.sessions(), "sessions stay so long after their end"),
        days(
            settings,
            "refusalKeyDays",
            DEFAULT.keys(),
            "it's known so long that a refusal was recorded already"),
        days(
            settings,
            "episodeDays",
            DEFAULT.episodes(),
            "ended episodes of alerts stay so long, the last one of each alert always"));
  }

  private static Duration days(
      SettingsReader settings, String key, Duration fallback, String meaning) {
    int days =
        settings.value(key, wholeNumber(1, MOST_DAYS), Math.toIntExact(fallback.toDays()), meaning);
    return Duration.ofDays(days);
  }
}
