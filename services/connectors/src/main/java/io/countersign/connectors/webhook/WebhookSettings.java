package io.countersign.connectors.webhook;

import static io.countersign.connectors.settings.SettingForm.seconds;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;

/**
 * One receiver of signed notices.
 *
 * @param name for the operator; unique; the receiver's host and port if none is configured
 * @param url where notices are posted to
 * @param secret reference of the signing key
 * @param timeout of one delivery
 */
record WebhookSettings(String name, URI url, String secret, Duration timeout) {
  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static WebhookSettings read(SettingsReader settings) {
    var name =
        settings.optional(
            "name", SettingForm.text(), "unique; without it, the URL's host and port");
    var url = settings.required("url", SettingForm.url(), "where notices are posted to");
    return new WebhookSettings(
        name == null ? String.valueOf(url.getAuthority()) : name,
        url,
        settings.required("secret", SettingForm.secret(), "the signing key"),
        settings.value(
            "timeoutSeconds", seconds(1, 300), Duration.ofSeconds(5), "of one delivery"));
  }
}
