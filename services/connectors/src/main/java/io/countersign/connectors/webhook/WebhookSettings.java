package io.countersign.connectors.webhook;

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
public record WebhookSettings(String name, URI url, String secret, Duration timeout) {
  /** The configured word for this kind of notifier. */
  public static final String KIND = "signed-webhook";

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static WebhookSettings read(SettingsReader settings) {
    settings.text("kind", KIND);
    var url = settings.url("url");
    var secret = settings.secret("secret");
    if (!settings.has("secret")) {
      settings.problem("secret", "is missing");
    }
    return new WebhookSettings(
        settings.text("name", String.valueOf(url.getAuthority())),
        url,
        secret == null ? "" : secret,
        Duration.ofSeconds(settings.integer("timeoutSeconds", 5, 1, 300)));
  }
}
