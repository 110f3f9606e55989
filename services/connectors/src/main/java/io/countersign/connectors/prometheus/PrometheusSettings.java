package io.countersign.connectors.prometheus;

import io.countersign.connectors.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One Prometheus, or whatever speaks its HTTP API.
 *
 * @param name the configured name
 * @param url what {@code /api/v1/...} is appended to
 * @param bearer a secret's reference
 * @param timeout of one question
 * @param step distance of the points that evidence is gathered with
 * @param baseline how much before the first alert is asked for
 * @param settled how old a point must be to stay as it is: what is scraped comes a little late, and
 *     some sources hold the newest back
 */
public record PrometheusSettings(
    String name,
    URI url,
    @Nullable String bearer,
    Duration timeout,
    Duration step,
    Duration baseline,
    Duration settled,
    SignalQueries signals) {
  /** The configured word for this kind of source. */
  public static final String KIND = "prometheus";

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static PrometheusSettings read(String name, SettingsReader settings) {
    settings.text("kind", KIND);
    return new PrometheusSettings(
        name,
        settings.url("url"),
        settings.secret("bearer"),
        Duration.ofSeconds(settings.integer("timeoutSeconds", 5, 1, 300)),
        Duration.ofSeconds(settings.integer("step", 1, 1, 3600)),
        Duration.ofSeconds(settings.integer("baselineSeconds", 120, 10, 86_400)),
        Duration.ofSeconds(settings.integer("settledSeconds", 2, 0, 300)),
        SignalQueries.read(settings));
  }
}
