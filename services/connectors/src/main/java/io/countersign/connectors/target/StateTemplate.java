package io.countersign.connectors.target;

import io.countersign.connectors.settings.PointerSettings;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.template.TextTemplate;
import io.countersign.connectors.template.UrlTemplates;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * How a target's state is read.
 *
 * @param url of a GET, over {@code ${target.kind|environment|name}}
 * @param select which part of the answer is the target's
 * @param fields the state's field to its place within that part
 * @param declared by target's name, or {@link #EVERY_TARGET}: fields that hold where the answer
 *     doesn't tell them, such as a limit that the API enforces and doesn't show
 * @param startedAt where it says since when the target runs; null if it doesn't
 */
public record StateTemplate(
    TextTemplate url,
    JsonSelection select,
    Map<String, JsonPointer> fields,
    Map<String, Map<String, String>> declared,
    @Nullable JsonPointer startedAt,
    TimeFormat startedAtFormat) {
  /** Instead of a name. */
  private static final String EVERY_TARGET = "*";

  private static final String KNOWN = "target\\.(kind|environment|name)";

  public StateTemplate {
    fields = Map.copyOf(fields);
    declared = Map.copyOf(declared);
  }

  /** What is declared of a target: under its own name first. */
  Map<String, String> declaredOf(String target) {
    var all = new HashMap<>(declared.getOrDefault(EVERY_TARGET, Map.of()));
    all.putAll(declared.getOrDefault(target, Map.of()));
    return all;
  }

  private static Map<String, Map<String, String>> declared(SettingsReader settings) {
    var found = new LinkedHashMap<String, Map<String, String>>();
    settings
        .objects("declared")
        .forEach(
            (target, fields) -> {
              var values = new LinkedHashMap<String, String>();
              fields.keys().forEach(field -> values.put(field, fields.text(field)));
              found.put(target, Map.copyOf(values));
            });
    return found;
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static StateTemplate read(SettingsReader settings) {
    var url = settings.parsed("url", UrlTemplates::parse);
    var select = settings.has("select") ? settings.parsed("select", JsonSelection::parse) : null;
    if (url != null) {
      settings.known("url", url.references(), KNOWN);
    }
    if (select != null) {
      settings.known("select", select.value().references(), KNOWN);
    }
    var fields = PointerSettings.read(settings.object("fields"), _ -> true);
    if (fields.isEmpty()) {
      settings.problem("fields", "must name at least one field");
    }
    return new StateTemplate(
        url == null ? TextTemplate.parse("http://127.0.0.1/") : url,
        select == null ? JsonSelection.WHOLE : select,
        fields,
        declared(settings),
        settings.has("startedAt") ? settings.parsed("startedAt", PointerSettings::parse) : null,
        settings.choice("startedAtFormat", TimeFormat.class, TimeFormat.ISO));
  }
}
