package io.countersign.simulators.servicenow;

import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One request, by a user who was recognised. */
record SnowCall(
    SnowInstance instance, String base, String user, SimulatedRequest request, ObjectNode body) {
  String query(String name, String otherwise) {
    return request.query().getOrDefault(name, otherwise);
  }

  /** The body's members as columns have them, without those that aren't there. */
  Map<String, String> values() {
    var found = new LinkedHashMap<String, String>();
    body.properties().forEach(it -> found.put(it.getKey(), text(it.getValue())));
    return found;
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.isValueNode() ? value.asString() : value.toString();
  }

  static SimulatedAnswer result(int status, JsonNode result) {
    var body = JsonNodeFactory.instance.objectNode();
    body.set("result", result);
    return SimulatedAnswer.json(status, body.toString());
  }

  /** A record as the Table API tells it. */
  ObjectNode record(String table, Map<String, String> row) {
    var json = JsonNodeFactory.instance.objectNode();
    var wanted = List.of(query("sysparm_fields", "").split(",", -1));
    for (var column : instance.schema().columns(table)) {
      if (wanted.equals(List.of("")) || wanted.contains(column.name())) {
        json.set(column.name(), value(column, row.getOrDefault(column.name(), "")));
      }
    }
    return json;
  }

  private JsonNode value(SnowColumn column, String raw) {
    boolean reference = column.type().equals("reference") && !raw.isEmpty();
    boolean links = !query("sysparm_exclude_reference_link", "false").equals("true");
    var link = base + "/api/now/table/" + column.table() + "/" + raw;
    var factory = JsonNodeFactory.instance;
    return switch (query("sysparm_display_value", "false")) {
      case "all" -> {
        var both = factory.objectNode().put("display_value", word(column, raw)).put("value", raw);
        yield reference && links ? both.put("link", link) : both;
      }
      case "true" ->
          reference && links
              ? factory.objectNode().put("display_value", word(column, raw)).put("link", link)
              : factory.stringNode(word(column, raw));
      default ->
          reference && links
              ? factory.objectNode().put("link", link).put("value", raw)
              : factory.stringNode(raw);
    };
  }

  /** The word for a raw value. */
  String word(SnowColumn column, String raw) {
    if (column.type().equals("reference") && !raw.isEmpty()) {
      return instance.all(column.table()).stream()
          .filter(it -> it.getOrDefault("sys_id", "").equals(raw))
          .map(it -> it.getOrDefault("name", it.getOrDefault("number", raw)))
          .findFirst()
          .orElse(raw);
    }
    return column.choices().getOrDefault(raw, raw);
  }
}
