package io.countersign.connectors.jsonlines;

import static io.countersign.connectors.settings.SettingForm.pointer;
import static io.countersign.connectors.settings.SettingForm.texts;
import static io.countersign.connectors.settings.SettingForm.wholeNumber;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.template.TextTemplate;
import io.countersign.domain.catalog.EntityId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;

/**
 * One directory of logs.
 *
 * @param name the configured name
 * @param path template over {@code ${kind}}, {@code ${environment}} and {@code ${name}}
 * @param entityKinds which kinds of entities write there
 * @param environments in which environments; empty for all
 * @param fields where a line has {@code time}, {@code level}, {@code message} and perhaps {@code
 *     trace}
 * @param errorLevels the levels that count as errors, in capital letters
 * @param maxBytes how much of a log is read for one question, the newest of what was asked for
 */
record JsonLinesSettings(
    String name,
    TextTemplate path,
    Set<String> entityKinds,
    Set<String> environments,
    Map<String, JsonPointer> fields,
    TimeFormat timeFormat,
    Set<String> errorLevels,
    long maxBytes) {
  private static final SettingForm<TextTemplate> PATH =
      SettingForm.parsed("path template", TextTemplate::parse, TextTemplate.parse("/${name}"));
  private static final Set<String> PARTS = Set.of("kind", "environment", "name");
  private static final List<String> ERRORS =
      List.of("ERROR", "FATAL", "CRITICAL", "SEVERE", "ALERT", "EMERGENCY", "PANIC");

  JsonLinesSettings {
    entityKinds = Set.copyOf(entityKinds);
    environments = Set.copyOf(environments);
    fields = Map.copyOf(fields);
    errorLevels = Set.copyOf(errorLevels);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static JsonLinesSettings read(String name, SettingsReader settings) {
    return new JsonLinesSettings(
        name,
        path(settings),
        Set.copyOf(settings.value("entityKinds", texts(), List.of("service"), "what writes there")),
        Set.copyOf(
            settings.value(
                "environments", texts(), List.of(), "in which environments; without it, in all")),
        fields(settings.object("fields")),
        settings.value(
            "timeFormat", word(TimeFormat.class), TimeFormat.ISO, "how a line's time is written"),
        settings
            .value("errorLevels", texts(), ERRORS, "the levels that count as errors, in any case")
            .stream()
            .map(level -> level.toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet()),
        settings.value("maxMegabytes", wholeNumber(1, 256), 16, "how much is read for one question")
            * 1024L
            * 1024L);
  }

  private static TextTemplate path(SettingsReader settings) {
    var path =
        settings.required(
            "path", PATH, "an entity's file: absolute, over ${name}, ${kind} and ${environment}");
    if (!path.toString().startsWith("/") || path.toString().contains("/../")) {
      settings.problem("path", "must be absolute, without ..");
    }
    if (!path.references().contains("name") || !PARTS.containsAll(path.references())) {
      settings.problem("path", "must refer to ${name}, and may to ${kind} and ${environment}");
    }
    return path;
  }

  private static Map<String, JsonPointer> fields(SettingsReader fields) {
    var found = new LinkedHashMap<String, JsonPointer>();
    field(fields, found, "time", "/time", "where a line says when it was written");
    field(fields, found, "level", "/level", "and how grave it is");
    field(fields, found, "message", "/message", "and what it says");
    field(
        fields, found, "trace", "/trace_id", "and of which request: a W3C trace id or traceparent");
    return found;
  }

  private static void field(
      SettingsReader fields,
      Map<String, JsonPointer> found,
      String key,
      String plain,
      String meaning) {
    found.put(key, fields.value(key, pointer(), JsonPointer.compile(plain), meaning));
  }

  boolean covers(EntityId entity) {
    return entityKinds.contains(entity.kind())
        && (environments.isEmpty() || environments.contains(entity.environment()));
  }

  /** What stands before the first part that differs: nothing outside of it is ever read. */
  String directory() {
    var text = path.toString();
    var fixed = text.substring(0, Math.max(0, text.indexOf("${")));
    return fixed.substring(0, fixed.lastIndexOf('/') + 1);
  }

  String file(EntityId entity) {
    return path.fill(
        Map.of(
            "kind", entity.kind(),
            "environment", entity.environment(),
            "name", entity.name()));
  }
}
