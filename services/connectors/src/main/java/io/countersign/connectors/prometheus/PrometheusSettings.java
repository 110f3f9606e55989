package io.countersign.connectors.prometheus;

import static io.countersign.connectors.settings.SettingForm.seconds;

import io.countersign.connectors.settings.SettingForm;
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
record PrometheusSettings(
    String name,
    URI url,
    @Nullable String bearer,
    Duration timeout,
    Duration step,
    Duration baseline,
    Duration settled,
    SignalQueries signals) {
  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static PrometheusSettings read(String name, SettingsReader settings) {
    return new PrometheusSettings(
        name,
        settings.required("url", SettingForm.url(), "what /api/v1/query_range is appended to"),
        settings.optional("bearer", SettingForm.secret(), "sent as a bearer token"),
        settings.value("timeoutSeconds", seconds(1, 300), Duration.ofSeconds(5), "of one question"),
        settings.value(
            "step",
            seconds(1, 3600),
            Duration.ofSeconds(1),
            "between the points; a scrape interval"),
        settings.value(
            "baselineSeconds",
            seconds(10, 86_400),
            Duration.ofSeconds(120),
            "looked at before the first alert, to know what is usual"),
        settings.value(
            "settledSeconds",
            seconds(0, 300),
            Duration.ofSeconds(2),
            "how old a point must be to stay as it is"),
        SignalQueries.read(settings));
  }
}
