package io.countersign.connectors.intake.json;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.math.BigDecimal;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of a delivered body, read so that one odd member costs no other: what can't be kept as
 * it is is replaced or left out, and noted. What is kept of it is bounded, whatever it holds.
 */
final class JsonEntry {
  /** Members of its own. */
  static final int MOST_MEMBERS = 200;

  /** Values in one of them, at any depth. */
  static final int MOST_VALUES = 1_000;

  private static final int LONGEST_TEXT = 64 * 1024;
  private static final int LONGEST_NUMBER = 100;
  private static final int MOST_DIGITS = 1_000;
  private static final int DEEPEST = 64;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final Set<Adjustment> notes;
  private final ObjectNode built = NODES.objectNode();
  private int members;
  private int left;

  /**
   * @param parser at the entry's first token
   * @param notes what had to be done is put there
   */
  JsonEntry(JsonParser parser, Set<Adjustment> notes) {
    this.parser = parser;
    this.notes = notes;
  }

  /** All of it; the parser stands at its last token then. */
  JsonNode read() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return NODES.nullNode();
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      member(name);
    }
    return built;
  }

  /** One member, whose value the parser stands at. */
  void member(String name) {
    left = MOST_VALUES;
    if (members++ >= MOST_MEMBERS) {
      leaveOut();
    } else {
      put(built, clean(name), value(1));
    }
  }

  ObjectNode built() {
    return built;
  }

  private void leaveOut() {
    parser.skipChildren();
    notes.add(Adjustment.MEMBER_UNUSABLE);
  }

  private JsonNode value(int depth) {
    left--;
    return switch (parser.currentToken()) {
      case START_OBJECT -> depth < DEEPEST ? object(depth) : tooDeep();
      case START_ARRAY -> depth < DEEPEST ? array(depth) : tooDeep();
      case VALUE_STRING -> NODES.stringNode(clean(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(int depth) {
    var object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      if (left > 0) {
        put(object, clean(name), value(depth + 1));
      } else {
        parser.skipChildren();
        notes.add(Adjustment.LABELS_LEFT_OUT);
      }
    }
    return object;
  }

  /** The last one counts, as most readers have it; of two arrays nothing is lost. */
  private void put(ObjectNode object, String name, JsonNode value) {
    var earlier = object.get(name);
    if (earlier != null) {
      notes.add(Adjustment.MEMBER_NAMED_TWICE);
    }
    if (earlier instanceof ArrayNode all && value instanceof ArrayNode more) {
      more.forEach(all::add);
    } else {
      object.set(name, value);
    }
  }

  private ArrayNode array(int depth) {
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (left > 0) {
        array.add(value(depth + 1));
      } else {
        leaveOut();
      }
    }
    return array;
  }

  private JsonNode tooDeep() {
    leaveOut();
    return NODES.nullNode();
  }

  /** Exactly as it was written; one that is too long to be reckoned with is its text. */
  private static JsonNode number(String text) {
    if (text.length() <= LONGEST_NUMBER) {
      try {
        var number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= MOST_DIGITS) {
          return NODES.numberNode(number);
        }
      } catch (NumberFormatException _) {
        // its exponent is beyond all bounds
      }
    }
    return NODES.stringNode(TextLimit.cut(text, LONGEST_TEXT));
  }

  /** PostgreSQL holds no NUL in a text, and half of a character has no canonical form. */
  private String clean(String whole) {
    var text = TextLimit.cut(whole, LONGEST_TEXT);
    boolean bad = text.indexOf('\0') >= 0 || text.codePoints().anyMatch(JsonEntry::isHalf);
    if (bad || text.indexOf('\ufffd') >= 0) {
      notes.add(Adjustment.CHARACTERS_REPLACED);
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
}
