package io.countersign.connectors.transport;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.WellFormedText;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * JSON from outside: bounded depth, number and lengths, no member twice, nothing after the value,
 * its texts well-formed.
 */
public final class StrictJson {
  /** Names, values and ends of one document: a tree of more is large, however short its text. */
  static final int MOST_VALUES = 1_000_000;

  public static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(64)
          .maxTokenCount(MOST_VALUES)
          .maxNameLength(4096)
          .maxNumberLength(100)
          .maxStringLength(1024 * 1024)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(LIMITS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private StrictJson() {}

  /** Empty if it isn't such JSON. */
  public static Optional<JsonNode> read(byte[] body) {
    return read(body, _ -> {});
  }

  /**
   * Empty if it isn't such JSON.
   *
   * @param complaint told why not, without the material itself
   */
  public static Optional<JsonNode> read(byte[] body, Consumer<InputProblem> complaint) {
    try {
      var tree = MAPPER.readTree(body);
      if (tree == null || tree.isMissingNode()) {
        complaint.accept(new InputProblem("", "is empty"));
        return Optional.empty();
      }
      return Optional.of(mayBeIllFormed(body) ? wellFormed(tree) : tree);
    } catch (JacksonException e) {
      complaint.accept(new InputProblem("", "is not well-formed JSON" + where(e)));
      return Optional.empty();
    }
  }

  /** A lone surrogate can only come by an escape. */
  private static boolean mayBeIllFormed(byte[] body) {
    for (int i = 0; i + 2 < body.length; i++) {
      if (body[i] == '\\' && body[i + 1] == 'u' && (body[i + 2] | 0x20) == 'd') {
        return true;
      }
    }
    return false;
  }

  private static JsonNode wellFormed(JsonNode node) {
    if (node.isString()) {
      return JsonNodeFactory.instance.stringNode(WellFormedText.of(node.asString()));
    }
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.values().forEach(item -> array.add(wellFormed(item)));
      return array;
    }
    if (node.isObject()) {
      var object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(it -> object.set(WellFormedText.of(it.getKey()), wellFormed(it.getValue())));
      return object;
    }
    return node;
  }

  public static byte[] write(JsonNode tree) {
    return MAPPER.writeValueAsBytes(tree);
  }

  /** What was found wrong there, in our words: the parser's own quote the material. */
  public static String where(JacksonException e) {
    var message = String.valueOf(e.getOriginalMessage());
    var what =
        message.startsWith("Duplicate")
            ? ": a member is named twice"
            : message.contains("exceeds the maximum")
                ? ": deeper, longer or more than allowed"
                : "";
    var location = e.getLocation();
    return location == null
        ? what
        : what + ", near line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
