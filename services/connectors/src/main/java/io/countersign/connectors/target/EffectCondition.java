package io.countersign.connectors.target;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.template.TextTemplate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is so after the effect and wasn't before.
 *
 * @param fields of the target's state
 * @param restarted whether it has been started since the step was
 */
public record EffectCondition(Map<String, TextTemplate> fields, boolean restarted) {
  public EffectCondition {
    fields = Map.copyOf(fields);
  }

  /**
   * @param known the names that its templates may refer to, as a regular expression
   */
  public static EffectCondition read(SettingsReader settings, String known) {
    var fields = new LinkedHashMap<String, TextTemplate>();
    var inner = settings.object("fields");
    for (var key : inner.keys()) {
      var template = inner.parsed(key, TextTemplate::parse);
      if (template != null) {
        inner.known(key, template.references(), known);
        fields.put(key, template);
      }
    }
    var restarted = settings.flag("restarted", false);
    if (fields.isEmpty() && !restarted) {
      settings.problem("fields", "an effect must be seen by at least one field or a restart");
    }
    return new EffectCondition(fields, restarted);
  }
}
