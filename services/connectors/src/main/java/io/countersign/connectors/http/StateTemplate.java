package io.countersign.connectors.http;

import io.countersign.connectors.settings.PointerSettings;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.template.Template;
import io.countersign.connectors.template.UrlTemplates;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * How a target's state is read.
 *
 * @param url of a GET, over {@code ${target.kind|environment|name}}
 * @param select which part of the answer is the target's
 * @param fields the state's field to its place within that part
 * @param startedAt where it says since when the target runs; null if it doesn't
 */
public record StateTemplate(
    Template url,
    Selection select,
    Map<String, JsonPointer> fields,
    @Nullable JsonPointer startedAt,
    TimeFormat startedAtFormat) {
  private static final String KNOWN = "target\\.(kind|environment|name)";

  public StateTemplate {
    fields = Map.copyOf(fields);
  }

  static StateTemplate read(SettingsReader settings) {
    var url = settings.parsed("url", UrlTemplates::parse);
    var select = settings.has("select") ? settings.parsed("select", Selection::parse) : null;
    if (url != null) {
      ActionTemplate.known(settings, "url", url.references(), KNOWN);
    }
    if (select != null) {
      ActionTemplate.known(settings, "select", select.value().references(), KNOWN);
    }
    var fields = PointerSettings.read(settings.object("fields"), _ -> true);
    if (fields.isEmpty()) {
      settings.problem("fields", "must name at least one field");
    }
    return new StateTemplate(
        url == null ? Template.parse("http://127.0.0.1/") : url,
        select == null ? Selection.WHOLE : select,
        fields,
        settings.has("startedAt") ? settings.parsed("startedAt", PointerSettings::parse) : null,
        settings.choice("startedAtFormat", TimeFormat.class, TimeFormat.ISO));
  }
}
