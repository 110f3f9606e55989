package io.countersign.connectors.teams;

import static io.countersign.connectors.settings.SettingForm.seconds;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import java.time.Duration;

/**
 * One workflow of Teams.
 *
 * @param name for the operator; unique
 * @param url reference of the webhook's address, which is its own secret
 * @param timeout of one delivery
 */
record TeamsSettings(String name, String url, Duration timeout) {
  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static TeamsSettings read(SettingsReader settings) {
    return new TeamsSettings(
        settings.required("name", SettingForm.text(), "unique"),
        settings.required(
            "url",
            SettingForm.secret(),
            "the workflow's address, which lets everybody post who knows it"),
        settings.value(
            "timeoutSeconds", seconds(1, 300), Duration.ofSeconds(10), "of one delivery"));
  }
}
