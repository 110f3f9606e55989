package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.alert.AlertReading.Adjustment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A delivered body of JSON, read so that one odd member costs no other: what can't be kept as it is
 * is replaced, and noted of the entry that it stands in, such as {@code /alerts/3}. Only what isn't
 * JSON at all can't be read. It takes time in proportion to the body's length.
 */
final class DeliveryJson {
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 100;

  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(1000)
                      .maxNameLength(MOST_BYTES)
                      .maxNumberLength(MOST_BYTES)
                      .maxStringLength(MOST_BYTES)
                      .build())
              .build());
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final Map<String, Set<Adjustment>> notes = new HashMap<>();

  private DeliveryJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The body's content.
   *
   * @param notes by entry: the first two parts of the JSON pointer
   */
  record Content(JsonNode root, Map<String, Set<Adjustment>> notes) {
    /** What had to be done to the entry, a set of the caller's own. */
    Set<Adjustment> notes(String entry) {
      var found = EnumSet.noneOf(Adjustment.class);
      found.addAll(notes.getOrDefault(entry, Set.of()));
      return found;
    }
  }

  /**
   * Empty if it isn't JSON.
   *
   * @param complaint told why not, without the material itself
   */
  static Optional<Content> read(byte[] body, Consumer<InputProblem> complaint) {
    try {
      return content(MAPPER.createParser(body), complaint);
    } catch (JacksonException e) {
      var text = new String(body, StandardCharsets.UTF_8);
      if (text.indexOf('\ufffd') < 0) {
        complaint.accept(new InputProblem("", "is not well-formed JSON" + StrictJson.where(e)));
        return Optional.empty();
      }
      return decoded(text, complaint);
    }
  }

  /** Bytes that are no UTF-8 are the fault of one text, not of the whole. */
  private static Optional<Content> decoded(String text, Consumer<InputProblem> complaint) {
    try {
      return content(MAPPER.createParser(text), complaint);
    } catch (JacksonException e) {
      complaint.accept(new InputProblem("", "is not well-formed JSON" + StrictJson.where(e)));
      return Optional.empty();
    }
  }

  private static Optional<Content> content(JsonParser parser, Consumer<InputProblem> complaint) {
    try (parser) {
      if (parser.nextToken() == null) {
        complaint.accept(new InputProblem("", "is empty"));
        return Optional.empty();
      }
      var reading = new DeliveryJson(parser);
      var root = reading.value("", 0);
      if (parser.nextToken() != null) {
        complaint.accept(new InputProblem("", "is more than one JSON value"));
        return Optional.empty();
      }
      return Optional.of(new Content(root, reading.notes));
    }
  }

  /**
   * @param entry where it stands, the first two parts
   */
  private JsonNode value(String entry, int depth) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> depth < DEEPEST ? object(entry, depth) : tooDeep(entry);
      case START_ARRAY -> depth < DEEPEST ? array(entry, depth) : tooDeep(entry);
      case VALUE_STRING -> NODES.stringNode(clean(parser.getString(), entry));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(String entry, int depth) {
    var object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = parser.currentName();
      parser.nextToken();
      var name = clean(key, entry);
      put(object, name, value(depth == 0 ? "/" + name : entry, depth + 1), entry);
    }
    return object;
  }

  /** The last one counts, as most readers have it; of two arrays nothing is lost. */
  private void put(ObjectNode object, String name, JsonNode value, String entry) {
    var earlier = object.get(name);
    if (earlier != null) {
      note(entry, Adjustment.MEMBER_NAMED_TWICE);
    }
    if (earlier instanceof ArrayNode all && value instanceof ArrayNode more) {
      more.forEach(all::add);
    } else {
      object.set(name, value);
    }
  }

  private ArrayNode array(String entry, int depth) {
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(depth == 1 ? entry + "/" + array.size() : entry, depth + 1));
    }
    return array;
  }

  private JsonNode tooDeep(String entry) {
    parser.skipChildren();
    note(entry, Adjustment.MEMBER_UNUSABLE);
    return NODES.nullNode();
  }

  /** Exactly as it was written; one that is too long to be reckoned with is its text. */
  private static JsonNode number(String text) {
    return text.length() <= LONGEST_NUMBER
        ? NODES.numberNode(new BigDecimal(text))
        : NODES.stringNode(text);
  }

  /** PostgreSQL holds no NUL in a text, and half of a character has no canonical form. */
  private String clean(String text, String entry) {
    boolean bad = text.indexOf('\0') >= 0 || text.codePoints().anyMatch(DeliveryJson::isHalf);
    if (bad || text.indexOf('\ufffd') >= 0) {
      note(entry, Adjustment.CHARACTERS_REPLACED);
    }
    return bad
        ? text.codePoints()
            .map(c -> c == 0 || isHalf(c) ? '\ufffd' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : text;
  }

  private static boolean isHalf(int character) {
    return Character.getType(character) == Character.SURROGATE;
  }

  private void note(String entry, Adjustment adjustment) {
    notes.computeIfAbsent(entry, _ -> EnumSet.noneOf(Adjustment.class)).add(adjustment);
  }
}
