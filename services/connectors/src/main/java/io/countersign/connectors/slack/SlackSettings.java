package io.countersign.connectors.slack;

import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.connectors.spi.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One app in one workspace.
 *
 * @param name the configured name, and the system of its references
 * @param botToken a secret's reference
 * @param signingSecrets references of those that deliveries may be signed with: one, or two while
 *     they are changed
 * @param appToken a secret's reference; null without Socket Mode
 * @param apiUrl what the methods' names are appended to, with a slash at its end
 * @param timeout of one question
 */
record SlackSettings(
    String name,
    String botToken,
    List<String> signingSecrets,
    SlackMode mode,
    @Nullable String appToken,
    URI apiUrl,
    Duration timeout) {
  static final URI API = URI.create("https://slack.com/api/");

  SlackSettings {
    signingSecrets = List.copyOf(signingSecrets);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static SlackSettings read(String name, SettingsReader settings) {
    var read =
        new SlackSettings(
            name,
            settings.required("botToken", SettingForm.secret(), "the bot's, xoxb-"),
            settings.value(
                "signingSecrets",
                SettingForm.texts(),
                List.of(),
                "secret references, one or two: what deliveries over HTTP are signed with"),
            settings.value("mode", word(SlackMode.class), SlackMode.HTTP, "how answers come in"),
            settings.optional(
                "appToken", SettingForm.secret(), "the app's, xapp-, which socket mode needs"),
            settings.value(
                "apiUrl", SettingForm.url(), API, "https, save on loopback; for a Slack elsewhere"),
            settings.value(
                "timeoutSeconds", seconds(1, 60), Duration.ofSeconds(5), "of one question"));
    read.check(settings);
    return read.slashed();
  }

  private void check(SettingsReader settings) {
    if (!name.isEmpty() && !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      settings.problem("botToken", "its connection's name must be kebab-case");
    }
    if (!signingSecrets.stream().allMatch(Secrets::isReference)) {
      settings.problem("signingSecrets", "must be references, never the secrets themselves");
    }
    if (signingSecrets.size() > 2) {
      settings.problem("signingSecrets", "must be at most two");
    }
    if (mode == SlackMode.HTTP && signingSecrets.isEmpty()) {
      settings.problem("signingSecrets", "is missing, without which no delivery can be checked");
    }
    if (mode == SlackMode.SOCKET && appToken == null) {
      settings.problem("appToken", "is missing, which socket mode needs");
    }
    if (!apiUrl.getScheme().equals("https") && !SettingForm.isLoopback(apiUrl)) {
      settings.problem("apiUrl", "must be https, save on loopback");
    }
  }

  private SlackSettings slashed() {
    var text = apiUrl.toString();
    return text.endsWith("/")
        ? this
        : new SlackSettings(
            name, botToken, signingSecrets, mode, appToken, URI.create(text + "/"), timeout);
  }

  /**
   * Whether answers to presses may be sent there: to {@code hooks.} of where the API is, or, where
   * that is loopback, to the same server.
   */
  boolean takesAnswers(URI url) {
    return SettingForm.isLoopback(apiUrl)
        ? apiUrl.getScheme().equals(url.getScheme())
            && apiUrl.getRawAuthority().equals(url.getRawAuthority())
        : "https".equals(url.getScheme())
            && ("hooks." + apiUrl.getHost()).equals(url.getRawAuthority());
  }
}
