package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A delivered body of JSON, an object with lists in it, read in passes over its text: one for what
 * stands beside the lists, one for the entries of each, of which one at a time is held. So it takes
 * time in proportion to the body's length, and memory to an entry's. Only what isn't JSON at all
 * can't be read.
 */
final class DeliveryJson {
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  /** Of names that a caller makes up none is remembered beyond its body. */
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(1000)
                      .maxNameLength(MOST_BYTES)
                      .maxNumberLength(MOST_BYTES)
                      .maxStringLength(MOST_BYTES)
                      .build())
              .build());

  private final Supplier<JsonParser> text;
  private final ObjectNode beside;
  private final Map<String, Integer> entries;

  private DeliveryJson(Supplier<JsonParser> text, ObjectNode beside, Map<String, Integer> entries) {
    this.text = text;
    this.beside = beside;
    this.entries = entries;
  }

  /**
   * Empty if it isn't a JSON object.
   *
   * @param lists the names of the lists; of several under one name nothing is lost
   * @param complaint told why not, without the material itself
   */
  static Optional<DeliveryJson> read(
      byte[] body, Set<String> lists, Consumer<InputProblem> complaint) {
    try {
      return scanned(() -> MAPPER.createParser(body), lists, complaint);
    } catch (JacksonException e) {
      var text = new String(body, StandardCharsets.UTF_8);
      if (text.indexOf('\ufffd') < 0) {
        complaint.accept(new InputProblem("", "is not well-formed JSON" + StrictJson.where(e)));
        return Optional.empty();
      }
      return decoded(text, lists, complaint);
    }
  }

  /** Bytes that are no UTF-8 are the fault of one text, not of the whole. */
  private static Optional<DeliveryJson> decoded(
      String text, Set<String> lists, Consumer<InputProblem> complaint) {
    try {
      return scanned(() -> MAPPER.createParser(text), lists, complaint);
    } catch (JacksonException e) {
      complaint.accept(new InputProblem("", "is not well-formed JSON" + StrictJson.where(e)));
      return Optional.empty();
    }
  }

  private static Optional<DeliveryJson> scanned(
      Supplier<JsonParser> text, Set<String> lists, Consumer<InputProblem> complaint) {
    try (var parser = text.get()) {
      var first = parser.nextToken();
      if (first == null) {
        complaint.accept(new InputProblem("", "is empty"));
        return Optional.empty();
      }
      var scan = new Scan(parser, lists);
      scan.value(first);
      if (parser.nextToken() != null) {
        complaint.accept(new InputProblem("", "is more than one JSON value"));
        return Optional.empty();
      }
      if (first != JsonToken.START_OBJECT) {
        complaint.accept(new InputProblem("", "must be an object"));
        return Optional.empty();
      }
      return Optional.of(new DeliveryJson(text, scan.beside.built(), scan.entries));
    }
  }

  /** The object without its lists. */
  ObjectNode beside() {
    return beside;
  }

  /** Whether there is a list of that name. */
  boolean isListed(String list) {
    return entries.containsKey(list);
  }

  /** How many entries a list has. */
  int entries(String list) {
    return entries.getOrDefault(list, 0);
  }

  /**
   * Reads the first entries of a list.
   *
   * @param most how many
   * @param reader told each, with what had to be done to it, a set of the reader's own
   */
  void each(String list, int most, BiConsumer<JsonNode, Set<Adjustment>> reader) {
    try (var parser = text.get()) {
      parser.nextToken();
      int left = most;
      while (left > 0 && parser.nextToken() != JsonToken.END_OBJECT) {
        boolean named = parser.currentName().equals(list);
        if (parser.nextToken() == JsonToken.START_ARRAY && named) {
          left = some(parser, left, reader);
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private static int some(
      JsonParser parser, int most, BiConsumer<JsonNode, Set<Adjustment>> reader) {
    int left = most;
    while (left > 0 && parser.nextToken() != JsonToken.END_ARRAY) {
      var notes = EnumSet.noneOf(Adjustment.class);
      reader.accept(new JsonEntry(parser, notes).read(), notes);
      left--;
    }
    return left;
  }

  /** The first pass. */
  private static final class Scan {
    private final JsonParser parser;
    private final Set<String> lists;
    private final JsonEntry beside;
    private final Map<String, Integer> entries = new HashMap<>();

    Scan(JsonParser parser, Set<String> lists) {
      this.parser = parser;
      this.lists = lists;
      this.beside = new JsonEntry(parser, EnumSet.noneOf(Adjustment.class));
    }

    void value(JsonToken first) {
      if (first != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY && lists.contains(name)) {
          entries.merge(name, count(), Integer::sum);
        } else {
          beside.member(name);
        }
      }
    }

    private int count() {
      int all = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
        all++;
      }
      return all;
    }
  }
}
