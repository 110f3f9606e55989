package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.alert.AlertReading.Adjustment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The object at the top of a delivery of alerts; of its own members none is worth an alert. */
public final class DeliveredBody {
  private final ObjectNode object;
  private final DeliveryJson.Content content;
  private final Instant receivedAt;

  private DeliveredBody(ObjectNode object, DeliveryJson.Content content, Instant receivedAt) {
    this.object = object;
    this.content = content;
    this.receivedAt = receivedAt;
  }

  /** Reads a body of JSON; what isn't well-formed, or no object, is malformed. */
  public static ParsedBody<AlertBatch> read(
      byte[] body, Instant receivedAt, Function<DeliveredBody, ParsedBody<AlertBatch>> reading) {
    if (body.length > ParsedBody.MAX_BYTES) {
      return ParsedBody.tooLong();
    }
    var problems = new ArrayList<InputProblem>();
    var content = DeliveryJson.read(body, problems::add);
    if (content.isEmpty()) {
      return new ParsedBody.Malformed<>(problems);
    }
    return content.get().root() instanceof ObjectNode object
        ? reading.apply(new DeliveredBody(object, content.get(), receivedAt))
        : new ParsedBody.Malformed<>(List.of(new InputProblem("", "must be an object")));
  }

  Instant receivedAt() {
    return receivedAt;
  }

  /** What had to be done to an entry; a set of the caller's own. */
  Set<Adjustment> notes(String entry) {
    return content.notes(entry);
  }

  /** An array; empty if it is none. */
  Optional<List<JsonNode>> items(String key) {
    var value = object.path(key);
    return value.isArray() ? Optional.of(List.copyOf(value.values())) : Optional.empty();
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
