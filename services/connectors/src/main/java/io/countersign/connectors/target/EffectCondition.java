package io.countersign.connectors.target;

import static io.countersign.connectors.settings.SettingForm.flag;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.template.TextTemplate;
import java.util.Map;

/**
 * The condition that holds after the effect and didn't before.
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
    var inner = settings.object("fields");
    var fields =
        inner.all("FIELD", TextTemplate.FORM, "the value that a field has once it took effect");
    fields.forEach((key, template) -> inner.checkReferences(key, template.references(), known));
    var restarted =
        settings.value(
            "restarted", flag(), false, "whether the target has to have been started since");
    if (fields.isEmpty() && !restarted) {
      settings.problem("fields", "an effect must be seen by at least one field or a restart");
    }
    return new EffectCondition(fields, restarted);
  }
}
