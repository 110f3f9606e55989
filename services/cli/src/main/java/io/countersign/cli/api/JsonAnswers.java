package io.countersign.cli.api;

import io.countersign.cli.terminal.SafeText;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Reader and writer of the API's JSON; its texts are harmless for a terminal. */
public final class JsonAnswers {
  /** Escapes what isn't ASCII: a terminal also obeys control characters above it. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonAnswers() {}

  /**
   * @throws tools.jackson.core.JacksonException when it isn't JSON
   */
  public static JsonNode read(byte[] json) {
    return MAPPER.readTree(json);
  }

  /** On one line. */
  public static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Over several lines, indented. */
  public static String pretty(Object value) {
    ObjectWriter writer = MAPPER.writerWithDefaultPrettyPrinter();
    return writer.writeValueAsString(value);
  }

  /** For building a body from maps, lists and text. */
  public static JsonNode tree(Map<String, ?> members) {
    return MAPPER.valueToTree(members);
  }

  /** What stands at a JSON pointer, cleaned; empty when nothing does. */
  public static String at(JsonNode node, String pointer) {
    return text(node.at(pointer));
  }

  /** What stands at the first of two pointers, or else at the second. */
  public static String either(JsonNode node, String first, String second) {
    var text = at(node, first);
    return text.isEmpty() ? at(node, second) : text;
  }

  /** Arrays and objects are written out, joined by commas. */
  public static String text(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (node.isArray()) {
      return items(node);
    }
    if (node.isObject()) {
      return node.has("kind") && node.has("name") ? entity(node) : members(node);
    }
    return SafeText.clean(node.asString());
  }

  private static String items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonAnswers::text)
        .collect(Collectors.joining(", "));
  }

  private static String members(JsonNode object) {
    return object.properties().stream()
        .map(member -> SafeText.clean(member.getKey()) + "=" + text(member.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String entity(JsonNode node) {
    return at(node, "/kind") + "/" + at(node, "/environment") + "/" + at(node, "/name");
  }
}
