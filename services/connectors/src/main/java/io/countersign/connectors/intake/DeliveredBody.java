package io.countersign.connectors.intake;

import io.countersign.connectors.intake.json.DeliveryJson;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The object at the top of a delivery; of its own members none is worth an entry. */
public final class DeliveredBody {
  private final DeliveryJson content;
  private final ObjectNode object;
  private final Instant receivedAt;

  private DeliveredBody(DeliveryJson content, Instant receivedAt) {
    this.content = content;
    this.object = content.beside();
    this.receivedAt = receivedAt;
  }

  /**
   * Reads a body of JSON; what has none of its lists, or nothing in them that could be told apart,
   * is malformed.
   *
   * @param lists their names, the one that matters most first
   */
  public static <T> ParsedBody<T> read(
      byte[] body,
      List<String> lists,
      Instant receivedAt,
      Function<DeliveredBody, ParsedBody<T>> reading) {
    if (body.length > ParsedBody.MAX_BYTES) {
      return ParsedBody.tooLong();
    }
    var problems = new ArrayList<InputProblem>();
    var content = DeliveryJson.read(body, lists, problems::add);
    if (content.isEmpty()) {
      return new ParsedBody.Malformed<>(problems);
    }
    return reading.apply(new DeliveredBody(content.get(), receivedAt));
  }

  /** How many entries a list holds. */
  public int entries(String list) {
    return content.entries(list);
  }

  /** The end of it that wasn't searched for entries; empty if all was. */
  public Optional<InputProblem> left() {
    return content.left();
  }

  /**
   * Reads the first entries of a list, one at a time.
   *
   * @param reader told each; empty for what is no object
   */
  public void each(String list, int most, Consumer<Optional<EntryReader>> reader) {
    content.each(list, most, (entry, notes) -> reader.accept(entry(entry, notes)));
  }

  private Optional<EntryReader> entry(JsonNode entry, Set<Adjustment> notes) {
    return entry instanceof ObjectNode node
        ? Optional.of(new EntryReader(node, receivedAt, notes))
        : Optional.empty();
  }

  /** A text or number as text; empty for anything else. */
  public String text(String key) {
    var value = object.path(key);
    return value.isValueNode() && !value.isNull() ? value.asString() : "";
  }

  /** A whole number that isn't negative; 0 for anything else. */
  public long count(String key) {
    var value = object.path(key);
    return value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt()
        ? Math.max(0, value.intValue())
        : 0;
  }

  public JsonNode value(String key) {
    return object.path(key);
  }
}
