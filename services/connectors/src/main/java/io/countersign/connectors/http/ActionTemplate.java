package io.countersign.connectors.http;

import io.countersign.connectors.settings.PointerSettings;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.target.EffectCondition;
import io.countersign.connectors.template.JsonTemplate;
import io.countersign.connectors.template.TextTemplate;
import io.countersign.connectors.template.UrlTemplates;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * How one action is asked for. Templates know {@code target.kind|environment|name}, {@code
 * expected.FIELD}, {@code parameters.NAME}, {@code replicas} (short for {@code
 * parameters.replicas}), {@code actor} and {@code reason}; {@code effect} also knows {@code
 * before.FIELD}.
 *
 * @param method POST, PUT, PATCH or DELETE
 * @param dryRunBody members added to the body to ask for a dry run; null where none is on offer
 * @param healthy what a good answer says; null if any success will do
 * @param effect how it's seen that the effect took place; null: by any field that differs from
 *     before, or a start since
 */
public record ActionTemplate(
    String method,
    TextTemplate url,
    JsonTemplate body,
    @Nullable JsonNode dryRunBody,
    @Nullable Healthy healthy,
    @Nullable EffectCondition effect) {
  /** A pointer into the answer and the text that has to stand there. */
  public record Healthy(JsonPointer pointer, String equals) {}

  private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final String IN_REQUEST =
      "target\\.(kind|environment|name)|(expected|parameters)\\..+|replicas|actor|reason";
  private static final String IN_EFFECT = IN_REQUEST + "|before\\..+";

  static ActionTemplate read(SettingsReader settings) {
    var method = settings.text("method", "POST");
    if (!METHODS.contains(method)) {
      settings.problem("method", "must be POST, PUT, PATCH or DELETE");
    }
    return new ActionTemplate(
        method,
        url(settings),
        body(settings),
        settings.has("dryRunBody") ? dryRunBody(settings) : null,
        settings.has("healthy") ? healthy(settings.object("healthy")) : null,
        settings.has("effect") ? EffectCondition.read(settings.object("effect"), IN_EFFECT) : null);
  }

  private static TextTemplate url(SettingsReader settings) {
    var url = settings.parsed("url", UrlTemplates::parse);
    if (url == null) {
      return TextTemplate.parse("http://127.0.0.1/");
    }
    settings.known("url", url.references(), IN_REQUEST);
    return url;
  }

  private static JsonTemplate body(SettingsReader settings) {
    var tree = settings.tree("body");
    if (tree == null) {
      return JsonTemplate.empty();
    }
    if (!tree.isObject()) {
      settings.problem("body", "must be a mapping");
      return JsonTemplate.empty();
    }
    try {
      var body = JsonTemplate.of(tree);
      settings.known("body", body.references(), IN_REQUEST);
      return body;
    } catch (IllegalArgumentException e) {
      settings.problem("body", String.valueOf(e.getMessage()));
      return JsonTemplate.empty();
    }
  }

  private static @Nullable JsonNode dryRunBody(SettingsReader settings) {
    var tree = settings.tree("dryRunBody");
    if (tree == null || !tree.isObject() || tree.isEmpty()) {
      settings.problem("dryRunBody", "must be a mapping with at least one member");
      return null;
    }
    return tree;
  }

  private static Healthy healthy(SettingsReader settings) {
    var pointer = settings.parsed("pointer", PointerSettings::parse);
    return new Healthy(
        pointer == null ? JsonPointer.empty() : pointer, settings.text("equals", "true"));
  }
}
