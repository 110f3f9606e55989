package io.countersign.connectors.alertmanager;

import io.countersign.connectors.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One Alertmanager whose silences are read.
 *
 * @param name the configured name
 * @param url what {@code /api/v2/silences} is appended to
 * @param bearer a secret's reference
 * @param timeout of one question
 */
public record SilenceSettings(String name, URI url, @Nullable String bearer, Duration timeout) {
  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static SilenceSettings read(String name, SettingsReader settings) {
    return new SilenceSettings(
        name,
        settings.url("url"),
        settings.secret("bearer"),
        Duration.ofSeconds(settings.integer("timeoutSeconds", 5, 1, 300)));
  }
}
