package io.countersign.connectors.target;

import static io.countersign.connectors.settings.SettingForm.pointer;
import static io.countersign.connectors.settings.SettingForm.text;
import static io.countersign.connectors.settings.SettingForm.word;

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
 * The template by which a target's state is read.
 *
 * @param url of a GET, over {@code ${target.kind|environment|name}}
 * @param select which part of the answer is the target's
 * @param fields the state's field to its place within that part
 * @param declared by target's name, or {@link #EVERY_TARGET}: fields that hold where the answer
 *     doesn't tell them, such as a limit that the API enforces and doesn't show
 * @param startedAt where it says since when the target runs; null if it doesn't
 * @param generation where it names the instance that runs, or counts them; null if it doesn't
 */
public record StateTemplate(
    TextTemplate url,
    JsonSelection select,
    Map<String, JsonPointer> fields,
    Map<String, Map<String, String>> declared,
    @Nullable JsonPointer startedAt,
    TimeFormat startedAtFormat,
    @Nullable JsonPointer generation) {
  /** Instead of a name. */
  private static final String EVERY_TARGET = "*";

  private static final String KNOWN = "target\\.(kind|environment|name)";

  public StateTemplate {
    fields = Map.copyOf(fields);
    declared = Map.copyOf(declared);
  }

  /** Whether a field may be known of some target. */
  boolean tells(String field) {
    return fields.containsKey(field)
        || declared.values().stream().anyMatch(it -> it.containsKey(field));
  }

  /** Whether a restart of a target can be seen by what is read of it. */
  boolean tellsInstances() {
    return startedAt != null || generation != null;
  }

  /** What is declared of a target: under its own name first. */
  Map<String, String> declaredOf(String target) {
    var all = new HashMap<>(declared.getOrDefault(EVERY_TARGET, Map.of()));
    all.putAll(declared.getOrDefault(target, Map.of()));
    return all;
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static StateTemplate read(SettingsReader settings) {
    var url = settings.required("url", UrlTemplates.FORM, "of a GET, over ${target.*}");
    var select =
        settings.value(
            "select",
            JsonSelection.FORM,
            JsonSelection.WHOLE,
            "the target's part of the answer: /items[name=${target.name}]");
    settings.checkReferences("url", url.references(), KNOWN);
    settings.checkReferences("select", select.value().references(), KNOWN);
    var fields =
        settings.all(
            "fields", "FIELD", pointer(), "a field of the state, within that part; at least one");
    if (fields.isEmpty()) {
      settings.problem("fields", "must name at least one field");
    }
    return new StateTemplate(
        url,
        select,
        fields,
        declared(settings),
        settings.optional("startedAt", pointer(), "since when the target runs"),
        settings.value(
            "startedAtFormat", word(TimeFormat.class), TimeFormat.ISO, "how that is written"),
        settings.optional(
            "generation", pointer(), "what is another whenever the target was started anew"));
  }

  private static Map<String, Map<String, String>> declared(SettingsReader settings) {
    var found = new LinkedHashMap<String, Map<String, String>>();
    settings
        .objects("declared", "TARGET")
        .forEach(
            (target, fields) ->
                found.put(
                    target,
                    fields.all(
                        "FIELD", text(), "what the answer doesn't tell; '*' is every target")));
    return found;
  }
}
