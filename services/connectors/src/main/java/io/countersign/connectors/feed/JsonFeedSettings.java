package io.countersign.connectors.feed;

import static io.countersign.connectors.settings.SettingForm.entityPart;
import static io.countersign.connectors.settings.SettingForm.pointer;
import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.secret;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.template.TextTemplate;
import io.countersign.connectors.template.UrlTemplates;
import java.time.Duration;
import java.util.LinkedHashMap;
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
 * @param environment the environment of what it tells of; null for the default one
 */
record JsonFeedSettings(
    String name,
    TextTemplate url,
    @Nullable String bearer,
    Duration poll,
    Duration timeout,
    JsonPointer records,
    Map<String, JsonPointer> fields,
    TimeFormat atFormat,
    String entityKind,
    @Nullable String environment) {
  private static final Set<String> REFERENCES = Set.of("since");
  private static final SettingForm<TextTemplate> URL =
      SettingForm.parsed(
          "address template", JsonFeedSettings::parseUrl, UrlTemplates.FORM.standIn());

  JsonFeedSettings {
    fields = Map.copyOf(fields);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static JsonFeedSettings read(String name, SettingsReader settings) {
    var records =
        settings.optional(
            "records", pointer(), "where the array of records is; without it, the whole answer");
    return new JsonFeedSettings(
        name,
        settings.required("url", URL, "of a GET, over ${since}, which is written as atFormat says"),
        settings.optional("bearer", secret(), "sent as a bearer token"),
        settings.value(
            "pollSeconds", seconds(1, 3600), Duration.ofSeconds(2), "between two questions"),
        settings.value(
            "timeoutSeconds", seconds(1, 300), Duration.ofSeconds(20), "of one question"),
        records == null ? JsonPointer.empty() : records,
        fields(settings.object("fields")),
        settings.value(
            "atFormat", word(TimeFormat.class), TimeFormat.ISO, "how records write instants"),
        settings.value("entityKind", entityPart(), "service", "the kind of what it tells of"),
        settings.optional(
            "environment", entityPart(), "where that is; without it, environmentDefault"));
  }

  String environmentOr(String environmentDefault) {
    return environment == null ? environmentDefault : environment;
  }

  private static TextTemplate parseUrl(String text) {
    var template = UrlTemplates.parse(text);
    if (!REFERENCES.containsAll(template.references())) {
      throw new IllegalArgumentException("may refer to ${since} only");
    }
    return template;
  }

  private static Map<String, JsonPointer> fields(SettingsReader fields) {
    var found = new LinkedHashMap<String, JsonPointer>();
    found.put("entity", fields.required("entity", pointer(), "the name of what was changed"));
    found.put("action", fields.required("action", pointer(), "what was done to it"));
    found.put("at", fields.required("at", pointer(), "when"));
    addOptional(fields, found, "reference", "the change's own id");
    addOptional(fields, found, "fromVersion", "what ran before");
    addOptional(fields, found, "toVersion", "what has run since");
    addOptional(fields, found, "actor", "who did it; kept beside the record");
    addOptional(fields, found, "reason", "why; only a remediation's id is taken from it");
    return found;
  }

  private static void addOptional(
      SettingsReader fields, Map<String, JsonPointer> found, String key, String meaning) {
    var pointer = fields.optional(key, pointer(), meaning);
    if (pointer != null) {
      found.put(key, pointer);
    }
  }
}
