package io.countersign.connectors.template;

import io.countersign.connectors.settings.SettingForm;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON value whose texts are templates. It's filled in as a tree: no value can break out of its
 * text.
 */
public final class JsonTemplate {
  /** How it's written in the configuration file. */
  public static final SettingForm<JsonTemplate> FORM =
      new SettingForm<>("mapping", JsonTemplate::mapping, empty(), JsonTemplate::shown);

  private final JsonNode tree;
  private final Set<String> references = new LinkedHashSet<>();

  private JsonTemplate(JsonNode tree) {
    this.tree = tree;
    collect(tree);
  }

  /**
   * @throws IllegalArgumentException when a reference in it is malformed
   */
  public static JsonTemplate of(JsonNode tree) {
    return new JsonTemplate(tree);
  }

  private static JsonTemplate mapping(JsonNode tree) {
    if (!tree.isObject()) {
      throw new IllegalArgumentException("must be a mapping");
    }
    return of(tree);
  }

  private static String shown(JsonTemplate template) {
    return template.tree.isEmpty() ? "none" : template.tree.toString();
  }

  public static JsonTemplate empty() {
    return new JsonTemplate(JsonNodeFactory.instance.objectNode());
  }

  /** With the members of another one added, which win. */
  public JsonTemplate with(JsonNode members) {
    if (tree instanceof ObjectNode object && members instanceof ObjectNode added) {
      return new JsonTemplate(object.deepCopy().setAll(added));
    }
    return this;
  }

  /** The names that it refers to. */
  public Set<String> references() {
    return Set.copyOf(references);
  }

  /** As it was written, on one line. */
  @Override
  public String toString() {
    return tree.toString();
  }

  /** Why it can't be filled in with these values, or null. */
  public @Nullable String obstacle(Map<String, String> values) {
    return obstacle(tree, values);
  }

  /** Filled in; only for values without an {@link #obstacle}. */
  public JsonNode fill(Map<String, String> values) {
    return fill(tree, values);
  }

  private void collect(JsonNode node) {
    if (node.isString()) {
      references.addAll(TextTemplate.parse(node.asString()).references());
    }
    node.values().forEach(this::collect);
  }

  private static @Nullable String obstacle(JsonNode node, Map<String, String> values) {
    if (node.isString()) {
      return TextTemplate.parse(node.asString()).obstacle(values);
    }
    for (var member : node.values()) {
      var found = obstacle(member, values);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static JsonNode fill(JsonNode node, Map<String, String> values) {
    var nodes = JsonNodeFactory.instance;
    if (node.isString()) {
      var template = TextTemplate.parse(node.asString());
      var text = template.fill(values);
      return template.isNumber() ? nodes.numberNode(Long.parseLong(text)) : nodes.stringNode(text);
    }
    if (node.isObject()) {
      var filled = nodes.objectNode();
      node.properties().forEach(m -> filled.set(m.getKey(), fill(m.getValue(), values)));
      return filled;
    }
    if (node.isArray()) {
      var filled = nodes.arrayNode();
      node.values().forEach(item -> filled.add(fill(item, values)));
      return filled;
    }
    return node;
  }
}
