package io.countersign.connectors.target;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is so after the effect and wasn't before.
 *
 * @param fields of the target's state
 * @param restarted whether it has been started since the step was
 */
public record Effect(Map<String, Template> fields, boolean restarted) {
  public Effect {
    fields = Map.copyOf(fields);
  }

  /**
   * @param known the names that its templates may refer to, as a regular expression
   */
  public static Effect read(SettingsReader settings, String known) {
    var fields = new LinkedHashMap<String, Template>();
    var inner = settings.object("fields");
    for (var key : inner.keys()) {
      var template = inner.parsed(key, Template::parse);
      if (template != null) {
        inner.known(key, template.references(), known);
        fields.put(key, template);
      }
    }
    var restarted = settings.flag("restarted", false);
    if (fields.isEmpty() && !restarted) {
      settings.problem("fields", "an effect must be seen by at least one field or a restart");
    }
    return new Effect(fields, restarted);
  }
}
