package io.countersign.connectors.alertmanager;

import static io.countersign.connectors.settings.SettingForm.seconds;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Alertmanager whose silences are read.
 *
 * @param name the configured name
 * @param url what {@code /api/v2/silences} is appended to
 * @param bearer a secret's reference
 * @param timeout of one question
 * @param integrations as which it delivers; empty where that is clear by itself
 */
record SilenceSettings(
    String name, URI url, @Nullable String bearer, Duration timeout, Set<String> integrations) {
  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static SilenceSettings read(String name, SettingsReader settings) {
    return new SilenceSettings(
        name,
        settings.required("url", SettingForm.url(), "what /api/v2/silences is appended to"),
        settings.optional("bearer", SettingForm.secret(), "sent as a bearer token"),
        settings.value("timeoutSeconds", seconds(1, 300), Duration.ofSeconds(5), "of one question"),
        Set.copyOf(
            settings.value(
                "integrations",
                SettingForm.texts(),
                List.of(),
                "those that it delivers as; without it, the one of its name, or the only one")));
  }
}
