package io.countersign.connectors.intake.json;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A delivery that is well-formed, read in passes over its text: one for what stands beside the
 * lists, one for the entries of each. So it takes time in proportion to the body's length, and
 * memory to an entry's.
 */
final class WholeDelivery implements DeliveryJson {
  private final Supplier<JsonParser> text;
  private final ObjectNode beside;
  private final Map<String, Integer> entries;

  private WholeDelivery(
      Supplier<JsonParser> text, ObjectNode beside, Map<String, Integer> entries) {
    this.text = text;
    this.beside = beside;
    this.entries = entries;
  }

  /**
   * Empty if it's something else than an object.
   *
   * @throws JacksonException if it isn't well-formed
   */
  static Optional<WholeDelivery> read(byte[] body, Set<String> lists) {
    try {
      return scanned(() -> JsonParsers.strict(body), lists);
    } catch (JacksonException e) {
      var text = new String(body, StandardCharsets.UTF_8);
      if (text.indexOf('\ufffd') < 0) {
        throw e;
      }
      // bytes that are no UTF-8 are the fault of one text, not of the whole
      var characters = text.toCharArray();
      return scanned(() -> JsonParsers.strict(characters), lists);
    }
  }

  private static Optional<WholeDelivery> scanned(Supplier<JsonParser> text, Set<String> lists) {
    try (var parser = text.get()) {
      var first = parser.nextToken();
      if (first == null) {
        throw new NotOneValueException(parser, "is empty");
      }
      var scan = new TopScan(parser, lists);
      scan.value(first);
      if (parser.nextToken() != null) {
        throw new NotOneValueException(parser, "is more than one JSON value");
      }
      return first == JsonToken.START_OBJECT
          ? Optional.of(new WholeDelivery(text, scan.beside().built(), scan.entries()))
          : Optional.empty();
    }
  }

  @Override
  public ObjectNode beside() {
    return beside;
  }

  @Override
  public boolean isListed(String list) {
    return entries.containsKey(list);
  }

  @Override
  public int entries(String list) {
    return entries.getOrDefault(list, 0);
  }

  @Override
  public Optional<InputProblem> left() {
    return Optional.empty();
  }

  @Override
  public void each(String list, int most, BiConsumer<JsonNode, Set<Adjustment>> reader) {
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
}
