package io.countersign.connectors.intake.json;

import io.countersign.domain.intake.SourceReading.Adjustment;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** The records in the answer of a source that is asked: an odd one costs no other. */
public final class AnsweredRecords {
  private AnsweredRecords() {}

  /**
   * False if there is no array at that place, or what stands before its end isn't JSON even to the
   * lenient.
   *
   * @param reader told each, with what had to be done to it, a set of the reader's own
   */
  public static boolean each(
      byte[] answer, JsonPointer at, BiConsumer<JsonNode, Set<Adjustment>> reader) {
    try (var parser = JsonParsers.lenient(BodyText.of(answer), 0)) {
      if (find(parser, at) != JsonToken.START_ARRAY) {
        return false;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        var notes = EnumSet.noneOf(Adjustment.class);
        reader.accept(new JsonEntry(parser, notes).read(), notes);
      }
      return true;
    } catch (JacksonException _) {
      return false;
    }
  }

  /** What begins there. */
  private static JsonToken find(JsonParser parser, JsonPointer at) {
    var rest = at;
    var token = parser.nextToken();
    while (!rest.matches()) {
      if (token == JsonToken.START_OBJECT) {
        token = member(parser, rest.getMatchingProperty());
      } else if (token == JsonToken.START_ARRAY) {
        token = element(parser, rest.getMatchingIndex());
      } else {
        return JsonToken.NOT_AVAILABLE;
      }
      rest = rest.tail();
    }
    return token == null ? JsonToken.NOT_AVAILABLE : token;
  }

  private static JsonToken member(JsonParser parser, String name) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean found = parser.currentName().equals(name);
      var token = parser.nextToken();
      if (found) {
        return token;
      }
      parser.skipChildren();
    }
    return JsonToken.NOT_AVAILABLE;
  }

  private static JsonToken element(JsonParser parser, int number) {
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i == number) {
        return parser.currentToken();
      }
      parser.skipChildren();
    }
    return JsonToken.NOT_AVAILABLE;
  }
}
