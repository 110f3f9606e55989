package io.countersign.connectors.gitea;

import static io.countersign.connectors.settings.SettingForm.seconds;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One repository of one Gitea.
 *
 * @param name the configured name
 * @param url what {@code /api/v1} is appended to
 * @param repository its owner and name, with a slash between
 * @param token a secret's reference
 * @param webhookSecret a secret's reference; null where no webhook is taken
 * @param scopes the fields that are kept as labels such as {@code priority/high}
 * @param internalInPublic whether internal comments may be written where everybody reads them
 * @param overlap how far a poll looks back before where it was
 * @param timeout of one question
 */
record GiteaSettings(
    String name,
    URI url,
    String repository,
    String token,
    @Nullable String webhookSecret,
    List<String> scopes,
    boolean internalInPublic,
    Duration overlap,
    Duration timeout) {
  private static final SettingForm<String> REPOSITORY =
      SettingForm.parsed("repository", GiteaSettings::repository, "owner/name");

  GiteaSettings {
    scopes = List.copyOf(scopes);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static GiteaSettings read(String name, SettingsReader settings) {
    return new GiteaSettings(
        name,
        settings.required(
            "url",
            SettingForm.guardedUrl(),
            "what /api/v1 is appended to; https, save on loopback"),
        settings.required("repository", REPOSITORY, "in which tickets are opened, owner/name"),
        settings.required("token", SettingForm.secret(), "an access token"),
        settings.optional(
            "webhookSecret", SettingForm.secret(), "signs deliveries; without it, none is taken"),
        settings.value(
            "fields", SettingForm.texts(), List.of("priority"), "kept as labels FIELD/VALUE"),
        settings.value(
            "internalInPublic",
            SettingForm.flag(),
            false,
            "whether internal comments may stand where the repository is public"),
        settings.value(
            "overlapSeconds", seconds(1, 3600), Duration.ofMinutes(1), "that a poll looks back"),
        settings.value(
            "timeoutSeconds", seconds(1, 300), Duration.ofSeconds(20), "of one question"));
  }

  static String repository(String text) {
    if (!text.matches("[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException("must be owner/name");
    }
    return text;
  }

  /** Without a slash at its end. */
  String base() {
    return url.toString().replaceAll("/+$", "");
  }
}
