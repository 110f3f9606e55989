package io.countersign.connectors.jsonlines;

import io.countersign.connectors.settings.PointerSettings;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.template.TextTemplate;
import io.countersign.domain.catalog.EntityId;
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
public record JsonLinesSettings(
    String name,
    String path,
    Set<String> entityKinds,
    Set<String> environments,
    Map<String, JsonPointer> fields,
    TimeFormat timeFormat,
    Set<String> errorLevels,
    long maxBytes) {
  /** The configured word for this kind of source. */
  public static final String KIND = "json-lines";

  private static final Set<String> PARTS = Set.of("kind", "environment", "name");
  private static final Set<String> FIELDS = Set.of("time", "level", "message", "trace");
  private static final Set<String> ERRORS =
      Set.of("ERROR", "FATAL", "CRITICAL", "SEVERE", "ALERT", "EMERGENCY", "PANIC");
  private static final Map<String, String> PLAIN =
      Map.of("time", "/time", "level", "/level", "message", "/message", "trace", "/trace_id");

  public JsonLinesSettings {
    entityKinds = Set.copyOf(entityKinds);
    environments = Set.copyOf(environments);
    fields = Map.copyOf(fields);
    errorLevels = Set.copyOf(errorLevels);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static JsonLinesSettings read(String name, SettingsReader settings) {
    settings.text("kind", KIND);
    return new JsonLinesSettings(
        name,
        path(settings),
        Set.copyOf(settings.has("entityKinds") ? settings.list("entityKinds") : List.of("service")),
        Set.copyOf(settings.list("environments")),
        fields(settings.object("fields")),
        settings.choice("timeFormat", TimeFormat.class, TimeFormat.ISO),
        levels(settings),
        settings.integer("maxMegabytes", 16, 1, 256) * 1024L * 1024L);
  }

  private static String path(SettingsReader settings) {
    var template = settings.parsed("path", TextTemplate::parse);
    var path = settings.text("path");
    if (template == null) {
      return "/${name}";
    }
    if (!path.startsWith("/") || path.contains("/../")) {
      settings.problem("path", "must be absolute, without ..");
    }
    if (!template.references().contains("name") || !PARTS.containsAll(template.references())) {
      settings.problem("path", "must refer to ${name}, and may to ${kind} and ${environment}");
    }
    return path;
  }

  private static Map<String, JsonPointer> fields(SettingsReader settings) {
    var found = PointerSettings.read(settings, FIELDS::contains);
    PLAIN.forEach((field, pointer) -> found.putIfAbsent(field, JsonPointer.compile(pointer)));
    return found;
  }

  private static Set<String> levels(SettingsReader settings) {
    return settings.has("errorLevels")
        ? settings.list("errorLevels").stream()
            .map(level -> level.toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet())
        : ERRORS;
  }

  boolean covers(EntityId entity) {
    return entityKinds.contains(entity.kind())
        && (environments.isEmpty() || environments.contains(entity.environment()));
  }

  /** What stands before the first part that differs: nothing outside of it is ever read. */
  String directory() {
    var fixed = path.substring(0, Math.max(0, path.indexOf("${")));
    return fixed.substring(0, fixed.lastIndexOf('/') + 1);
  }

  String file(EntityId entity) {
    return TextTemplate.parse(path)
        .fill(
            Map.of(
                "kind", entity.kind(),
                "environment", entity.environment(),
                "name", entity.name()));
  }
}
