package io.countersign.server.config.retention;

import static io.countersign.connectors.settings.SettingForm.wholeNumber;

import io.countersign.connectors.settings.SettingsReader;
import java.time.Duration;

/** For how long what is over is kept: the section {@code retention}. */
public final class RetentionSection {
  private static final int MOST_DAYS = 3_650;

  private RetentionSection() {}

  public static Retention read(SettingsReader settings) {
    return new Retention(
        days(
            settings,
            "sessionDays",
            Retention.DEFAULT.sessions(),
            "sessions stay so long after their end"),
        days(
            settings,
            "refusalKeyDays",
            Retention.DEFAULT.keys(),
            "it's known so long that a refusal was recorded already"),
        days(
            settings,
            "episodeDays",
            Retention.DEFAULT.episodes(),
            "ended episodes of alerts stay so long, the last one of each alert always"));
  }

  private static Duration days(
      SettingsReader settings, String key, Duration fallback, String meaning) {
    int days =
        settings.value(key, wholeNumber(1, MOST_DAYS), Math.toIntExact(fallback.toDays()), meaning);
    return Duration.ofDays(days);
  }
}
