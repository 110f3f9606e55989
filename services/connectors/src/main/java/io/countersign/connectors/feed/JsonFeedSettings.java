package io.countersign.connectors.feed;

import io.countersign.connectors.settings.PointerSettings;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.template.TextTemplate;
import io.countersign.connectors.template.UrlTemplates;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * One feed of changes.
 *
 * @param name the configured name, part of every change's key
 * @param url template over {@code ${since}}, which is written as {@code atFormat} says
 * @param bearer a secret's reference
 * @param poll how often it's asked
 * @param timeout of one question
 * @param records where the array of records is
 * @param fields where a record has {@code entity}, {@code action}, {@code at} and perhaps {@code
 *     reference}, {@code fromVersion}, {@code toVersion}, {@code actor}, {@code reason}
 * @param entityKind the kind of what it tells of
 * @param environment the environment of what it tells of
 */
public record JsonFeedSettings(
    String name,
    String url,
    @Nullable String bearer,
    Duration poll,
    Duration timeout,
    JsonPointer records,
    Map<String, JsonPointer> fields,
    TimeFormat atFormat,
    String entityKind,
    String environment) {
  /** The configured word for this kind of feed. */
  public static final String KIND = "json-feed";

  private static final Set<String> REQUIRED = Set.of("entity", "action", "at");
  private static final Set<String> OPTIONAL =
      Set.of("reference", "fromVersion", "toVersion", "actor", "reason");

  public JsonFeedSettings {
    fields = Map.copyOf(fields);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static JsonFeedSettings read(
      String name, SettingsReader settings, String environmentDefault) {
    settings.text("kind", KIND);
    var records =
        settings.has("records") ? settings.parsed("records", PointerSettings::parse) : null;
    return new JsonFeedSettings(
        name,
        url(settings),
        settings.secret("bearer"),
        Duration.ofSeconds(settings.integer("pollSeconds", 2, 1, 3600)),
        Duration.ofSeconds(settings.integer("timeoutSeconds", 20, 1, 300)),
        records == null ? JsonPointer.empty() : records,
        fields(settings.object("fields")),
        settings.choice("atFormat", TimeFormat.class, TimeFormat.ISO),
        settings.text("entityKind", "service"),
        settings.text("environment", environmentDefault));
  }

  private static String url(SettingsReader settings) {
    var template = settings.parsed("url", UrlTemplates::parse);
    if (template == null) {
      return "http://127.0.0.1/";
    }
    if (!Set.of("since").containsAll(template.references())) {
      settings.problem("url", "may refer to ${since} only");
    }
    return settings.text("url");
  }

  private static Map<String, JsonPointer> fields(SettingsReader fields) {
    REQUIRED.stream().sorted().filter(key -> !fields.has(key)).forEach(fields::text);
    return PointerSettings.read(fields, key -> REQUIRED.contains(key) || OPTIONAL.contains(key));
  }

  TextTemplate urlTemplate() {
    return TextTemplate.parse(url);
  }
}
