package io.countersign.connectors.target;

import static io.countersign.connectors.settings.SettingForm.flag;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.template.TextTemplate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The condition that holds after the effect and didn't before.
 *
 * @param fields of the target's state
 * @param restarted whether another instance of it has to run than before
 */
public record EffectCondition(Map<String, TextTemplate> fields, boolean restarted) {
  private static final String BEFORE = "before.";

  public EffectCondition {
    fields = Map.copyOf(fields);
  }

  /**
   * One that could never be seen is a problem.
   *
   * @param known the names that its templates may refer to, as a regular expression
   * @param targets how they are read
   */
  public static EffectCondition read(
      SettingsReader settings, String known, TargetSettings targets) {
    var inner = settings.object("fields");
    var fields =
        inner.all("FIELD", TextTemplate.FORM, "the value that a field has once it took effect");
    fields.forEach((key, template) -> inner.checkReferences(key, template.references(), known));
    var restarted =
        settings.value(
            "restarted",
            flag(),
            false,
            "whether another instance of the target has to run than before");
    if (fields.isEmpty() && !restarted) {
      settings.problem("fields", "an effect must be seen by at least one field or a restart");
    }
    if (restarted && !targets.state().tellsInstances()) {
      settings.problem(
          "restarted", "could never be seen: read has neither startedAt nor generation");
    }
    fields.forEach(
        (field, template) -> {
          var obstacle = obstacle(field, template, targets.state());
          if (obstacle != null) {
            inner.problem(field, obstacle);
          }
        });
    return new EffectCondition(fields, restarted);
  }

  private static @Nullable String obstacle(
      String field, TextTemplate template, StateTemplate state) {
    if (!state.fields().containsKey(field)) {
      return "could never be seen: read.fields has no such field";
    }
    for (var name : template.references()) {
      if (name.startsWith(BEFORE) && !state.tells(name.substring(BEFORE.length()))) {
        return "could never be seen: read tells nothing of ${" + name + "}";
      }
    }
    var same = Set.of("${before." + field + "}", "${expected." + field + "}");
    return same.contains(template.toString())
        ? "holds before the step already, so that its effect could never be seen"
        : null;
  }
}
