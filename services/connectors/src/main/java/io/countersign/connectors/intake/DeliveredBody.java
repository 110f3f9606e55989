package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.alert.AlertReading.Adjustment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The object at the top of a delivery of alerts; of its own members none is worth an alert. */
public final class DeliveredBody {
  private static final String ALERTS = "alerts";

  private final DeliveryJson content;
  private final ObjectNode object;
  private final Instant receivedAt;

  private DeliveredBody(DeliveryJson content, Instant receivedAt) {
    this.content = content;
    this.object = content.beside();
    this.receivedAt = receivedAt;
  }

  /** Reads a body of JSON; what isn't well-formed, or an object without alerts, is malformed. */
  public static ParsedBody<AlertBatch> read(
      byte[] body, Instant receivedAt, Function<DeliveredBody, ParsedBody<AlertBatch>> reading) {
    if (body.length > ParsedBody.MAX_BYTES) {
      return ParsedBody.tooLong();
    }
    var problems = new ArrayList<InputProblem>();
    var content = DeliveryJson.read(body, ALERTS, problems::add);
    if (content.isEmpty()) {
      return new ParsedBody.Malformed<>(problems);
    }
    return content.get().isListed()
        ? reading.apply(new DeliveredBody(content.get(), receivedAt))
        : new ParsedBody.Malformed<>(List.of(new InputProblem("/" + ALERTS, "must be an array")));
  }

  Instant receivedAt() {
    return receivedAt;
  }

  /** How many alerts it holds. */
  int alerts() {
    return content.entries();
  }

  /**
   * Reads the first alerts, one at a time.
   *
   * @param reader told each, with what had to be done to it, a set of the reader's own
   */
  void each(int most, BiConsumer<JsonNode, Set<Adjustment>> reader) {
    content.each(most, reader);
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
