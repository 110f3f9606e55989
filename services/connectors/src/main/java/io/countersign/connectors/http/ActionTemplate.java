package io.countersign.connectors.http;

import static io.countersign.connectors.settings.SettingForm.pointer;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.target.EffectCondition;
import io.countersign.connectors.target.TargetSettings;
import io.countersign.connectors.template.JsonTemplate;
import io.countersign.connectors.template.TextTemplate;
import io.countersign.connectors.template.UrlTemplates;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The template of the request for one action. Templates know {@code target.kind|environment|name},
 * {@code expected.FIELD}, {@code parameters.NAME}, {@code replicas} (short for {@code
 * parameters.replicas}), {@code actor}, {@code reason} and {@code deadline}; {@code effect} also
 * knows {@code before.FIELD}.
 *
 * @param method POST, PUT, PATCH or DELETE
 * @param dryRunBody members added to the body to ask for a dry run; null where none is on offer
 * @param healthy what a good answer says; null if any success will do
 * @param effect how it's seen that the effect took place; null: by any field that differs from
 *     before, or another instance
 */
record ActionTemplate(
    String method,
    TextTemplate url,
    JsonTemplate body,
    @Nullable JsonNode dryRunBody,
    @Nullable Healthy healthy,
    @Nullable EffectCondition effect) {
  /** A pointer into the answer and the text that has to stand there. */
  record Healthy(JsonPointer pointer, String equals) {}

  private static final SettingForm<String> METHOD =
      SettingForm.parsed("POST, PUT, PATCH or DELETE", ActionTemplate::parseMethod, "POST");
  private static final SettingForm<JsonNode> MEMBERS =
      new SettingForm<>(
          "mapping",
          ActionTemplate::parseMembers,
          SettingForm.tree().standIn(),
          JsonNode::toString);
  private static final String IN_REQUEST =
      "target\\.(kind|environment|name)|(expected|parameters)\\..+|replicas|actor|reason|deadline";
  private static final String IN_EFFECT = IN_REQUEST + "|before\\..+";

  /**
   * @param targets how what it acts on is read
   */
  static ActionTemplate read(SettingsReader settings, TargetSettings targets) {
    var healthy = settings.optionalObject("healthy");
    var effect = settings.optionalObject("effect");
    return new ActionTemplate(
        settings.value("method", METHOD, METHOD.standIn(), "of the request"),
        url(settings),
        body(settings),
        settings.optional("dryRunBody", MEMBERS, "members added to the body to ask for a dry run"),
        healthy == null ? null : healthy(healthy),
        effect == null ? null : EffectCondition.read(effect, IN_EFFECT, targets));
  }

  private static String parseMethod(String method) {
    if (!Set.of("POST", "PUT", "PATCH", "DELETE").contains(method)) {
      throw new IllegalArgumentException("must be POST, PUT, PATCH or DELETE");
    }
    return method;
  }

  private static TextTemplate url(SettingsReader settings) {
    var url = settings.required("url", UrlTemplates.FORM, "over ${target.*} and other values");
    settings.checkReferences("url", url.references(), IN_REQUEST);
    return url;
  }

  private static JsonTemplate body(SettingsReader settings) {
    var body =
        settings.value(
            "body", JsonTemplate.FORM, JsonTemplate.empty(), "JSON, over the same values");
    settings.checkReferences("body", body.references(), IN_REQUEST);
    return body;
  }

  private static JsonNode parseMembers(JsonNode tree) {
    if (!tree.isObject() || tree.isEmpty()) {
      throw new IllegalArgumentException("must be a mapping with at least one member");
    }
    return tree;
  }

  private static Healthy healthy(SettingsReader settings) {
    return new Healthy(
        settings.required("pointer", pointer(), "where a good answer says that all is well"),
        settings.text("equals", "true", "and what stands there then"));
  }
}
