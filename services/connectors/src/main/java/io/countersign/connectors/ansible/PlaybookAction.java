package io.countersign.connectors.ansible;

import static io.countersign.connectors.settings.SettingForm.flag;
import static io.countersign.connectors.settings.SettingForm.tree;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.target.EffectCondition;
import io.countersign.connectors.target.TargetSettings;
import io.countersign.connectors.template.JsonTemplate;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A playbook and what it's told.
 *
 * @param variables flat: name to text template or to a number or flag
 * @param secrets name to reference: resolved just before each run, cut out of what comes back
 * @param dryRun whether the playbook is honest in check mode
 * @param honoursKeys whether what it acts on has one effect for a key, however often and late it
 *     arrives
 * @param effect how it's seen that the effect took place; null: by any field that differs from
 *     before, or another instance
 */
record PlaybookAction(
    Path playbook,
    JsonTemplate variables,
    Map<String, String> secrets,
    boolean dryRun,
    boolean honoursKeys,
    @Nullable EffectCondition effect) {
  private static final String KNOWN =
      "target\\.(kind|environment|name)|(expected|parameters|before)\\..+|replicas|actor|reason|key|deadline";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]*\\.(yml|yaml)");

  private static final SettingForm<String> SECRET =
      SettingForm.parsed(SettingForm.secret().description(), it -> it, "");
  private static final SettingForm<String> PLAYBOOK =
      SettingForm.parsed("path", PlaybookAction::parsePlaybook, "");

  PlaybookAction {
    secrets = Map.copyOf(secrets);
  }

  /**
   * @param targets how what it acts on is read
   */
  static PlaybookAction read(Path directory, SettingsReader settings, TargetSettings targets) {
    var playbook =
        settings.required("playbook", PLAYBOOK, "the path of a .yml file within the directory");
    var variables = variables(settings);
    var effect = settings.optionalObject("effect");
    return new PlaybookAction(
        directory.resolve(playbook),
        variables,
        secrets(settings),
        settings.value("dryRun", flag(), true, "whether the playbook is honest in check mode"),
        honoursKeys(settings, variables),
        effect == null ? null : EffectCondition.read(effect, KNOWN, targets));
  }

  /** A key that the playbook isn't told can't be honoured. */
  private static boolean honoursKeys(SettingsReader settings, JsonTemplate variables) {
    boolean honours =
        settings.value(
            "honoursKeys",
            flag(),
            false,
            "whether what it acts on has one effect for a key, however often and late it arrives");
    if (honours && !variables.references().contains("key")) {
      settings.problem("honoursKeys", "needs a variable that holds ${key}");
    }
    return honours;
  }

  private static String parsePlaybook(String text) {
    if (!FILE.matcher(text).matches() || text.contains("..")) {
      throw new IllegalArgumentException("must be the path of a .yml file within the directory");
    }
    return text;
  }

  private static JsonTemplate variables(SettingsReader settings) {
    var tree =
        settings.optional(
            "variables", tree(), "names to single values, over ${target.*} and others");
    if (tree == null) {
      return JsonTemplate.empty();
    }
    if (!tree.isObject() || tree.values().stream().anyMatch(value -> !value.isValueNode())) {
      settings.problem("variables", "must be a mapping of names to single values");
      return JsonTemplate.empty();
    }
    tree.propertyNames().forEach(name -> checkName(settings, "variables", name));
    if (tree.values().stream().anyMatch(value -> JinjaDetection.isIn(value.asString()))) {
      settings.problem("variables", "hold no Jinja: it belongs into the playbook");
    }
    try {
      var variables = JsonTemplate.of(tree);
      settings.checkReferences("variables", variables.references(), KNOWN);
      return variables;
    } catch (IllegalArgumentException e) {
      settings.problem("variables", String.valueOf(e.getMessage()));
      return JsonTemplate.empty();
    }
  }

  private static Map<String, String> secrets(SettingsReader settings) {
    var secrets =
        settings.all(
            "secrets", "VARIABLE", SECRET, "a variable's value, resolved just before each run");
    secrets.forEach(
        (name, reference) -> {
          checkName(settings, "secrets", name);
          if (!Secrets.isReference(reference)) {
            settings.problem("secrets", "must be references, file:PATH or env:NAME");
          }
        });
    return secrets;
  }

  /** Ansible's own variables, such as where to connect to, aren't anybody's to set from here. */
  private static void checkName(SettingsReader settings, String key, String name) {
    if (!NAME.matcher(name).matches() || name.startsWith("ansible_")) {
      settings.problem(key, "'" + name + "' can't be a variable's name here");
    }
  }
}
