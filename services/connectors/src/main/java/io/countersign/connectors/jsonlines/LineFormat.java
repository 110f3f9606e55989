package io.countersign.connectors.jsonlines;

import io.countersign.connectors.logs.LogLine;
import io.countersign.connectors.transport.StrictJson;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Understands one line as the configuration says. */
final class LineFormat {
  private final JsonLinesSettings settings;

  LineFormat(JsonLinesSettings settings) {
    this.settings = settings;
  }

  /** Empty when it's no JSON object or has no usable time. */
  Optional<LogLine> read(byte[] line) {
    return StrictJson.read(line).filter(JsonNode::isObject).flatMap(this::line);
  }

  private Optional<LogLine> line(JsonNode json) {
    return settings
        .timeFormat()
        .read(field(json, "time"))
        .map(
            at ->
                new LogLine(
                    at,
                    settings.errorLevels().contains(text(json, "level").toUpperCase(Locale.ROOT)),
                    text(json, "message"),
                    LogLine.traceId(text(json, "trace"))));
  }

  private static String plain(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.isMissingNode() ? value.asString() : "";
  }

  private String text(JsonNode json, String field) {
    return plain(field(json, field));
  }

  private JsonNode field(JsonNode json, String name) {
    var pointer = settings.fields().get(name);
    return pointer == null ? MissingNode.getInstance() : json.at(pointer);
  }
}
