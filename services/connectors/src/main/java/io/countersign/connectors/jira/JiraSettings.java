package io.countersign.connectors.jira;

import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.text;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.ticketing.TicketState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One project of one Jira.
 *
 * @param name the configured name
 * @param url what {@code /rest/api} is appended to
 * @param project its key
 * @param issueTypes by the kind of a ticket
 * @param email whose API token it is; null for a personal access token
 * @param token a secret's reference
 * @param webhookSecret a secret's reference; null where no webhook is taken
 * @param states what a status means, by its name
 * @param resolutions that a step which demands one is given, by the state that it leads to
 * @param fields those that are read, by id or name
 * @param duplicates the type of link by which an issue duplicates another
 * @param internalRole a project role to which internal comments are kept; null for none
 * @param internalInPublic whether internal comments may stand where whoever sees an issue reads
 *     them
 * @param mails whether an edit sends Jira's e-mails
 * @param overlap how far a poll looks back before where it was
 * @param searchDelay how long after a change a search may not know of it
 * @param timeout of one question
 */
record JiraSettings(
    String name,
    URI url,
    Deployment deployment,
    String project,
    Map<String, String> issueTypes,
    @Nullable String email,
    String token,
    @Nullable String webhookSecret,
    Map<String, TicketState> states,
    Map<String, String> resolutions,
    List<String> fields,
    String duplicates,
    @Nullable String internalRole,
    boolean internalInPublic,
    boolean mails,
    Duration overlap,
    Duration searchDelay,
    Duration timeout) {
  private static final SettingForm<String> PROJECT =
      SettingForm.parsed("project key", JiraSettings::key, "X");

  /** The make of a Jira, which decides its interface. */
  enum Deployment {
    /** It's asked. */
    AUTO,
    CLOUD,
    DATACENTER
  }

  JiraSettings {
    issueTypes = Map.copyOf(issueTypes);
    states = Map.copyOf(states);
    resolutions = Map.copyOf(resolutions);
    fields = List.copyOf(fields);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static JiraSettings read(String name, SettingsReader settings) {
    return new JiraSettings(
        name,
        settings.required(
            "url",
            SettingForm.guardedUrl(),
            "what /rest/api is appended to; https, save on loopback"),
        settings.value(
            "deployment",
            word(Deployment.class),
            Deployment.AUTO,
            "whose interface it has; auto asks serverInfo"),
        settings.required("project", PROJECT, "the key of the project in which tickets are opened"),
        settings.all("issueTypes", "KIND", text(), "the issue type of a kind, by name"),
        settings.optional("email", text(), "whose API token it is; without it, it's a bearer"),
        settings.required("token", SettingForm.secret(), "an API token or personal access token"),
        settings.optional(
            "webhookSecret", SettingForm.secret(), "signs deliveries; without it, none is taken"),
        settings.all(
            "states", "STATUS", word(TicketState.class), "what a status means, by its name"),
        settings.all(
            "resolutions", "STATE", text(), "given where a step to that state demands one"),
        settings.value("fields", SettingForm.texts(), List.of(), "read, by id or name"),
        settings.text(
            "duplicates", "Duplicate", "the type of link by which an issue duplicates another"),
        settings.optional(
            "internalRole", text(), "a project role that internal comments are kept to"),
        settings.value(
            "internalInPublic",
            SettingForm.flag(),
            false,
            "whether internal comments may stand where whoever sees the issue reads them"),
        settings.value("notify", SettingForm.flag(), false, "whether an edit sends e-mails"),
        settings.value(
            "overlapSeconds", seconds(60, 3600), Duration.ofMinutes(5), "that a poll looks back"),
        settings.value(
            "searchDelaySeconds",
            seconds(0, 600),
            Duration.ofSeconds(60),
            "after which a search is taken to know of an issue"),
        settings.value(
            "timeoutSeconds", seconds(1, 300), Duration.ofSeconds(20), "of one question"));
  }

  private static String key(String text) {
    if (!text.matches("[A-Z][A-Z0-9_]{0,79}")) {
      throw new IllegalArgumentException("must be a project's key such as OPS");
    }
    return text;
  }

  /** The kind of an issue of this type; {@code issue} where none is configured. */
  String kindOf(String issueType) {
    return issueTypes.entrySet().stream()
        .filter(it -> it.getValue().equalsIgnoreCase(issueType))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElse("issue");
  }

  /** Without a slash at its end. */
  String base() {
    return url.toString().replaceAll("/+$", "");
  }
}
