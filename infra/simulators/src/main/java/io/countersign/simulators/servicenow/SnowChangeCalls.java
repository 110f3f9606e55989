package io.countersign.simulators.servicenow;

import io.countersign.simulators.http.SimulatedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Change Management API. As the document prints it, an answer is an object or a list of one,
 * and the number of a state is text or a number.
 */
final class SnowChangeCalls {
  private static final String TABLE = "change_request";
  private static final List<String> TYPES = List.of("normal", "standard", "emergency");

  private final SnowCall call;
  private final SnowInstance instance;

  SnowChangeCalls(SnowCall call) {
    this.call = call;
    this.instance = call.instance();
  }

  SimulatedAnswer answer(List<String> path) {
    var first = path.isEmpty() ? "" : path.getFirst();
    boolean typed = TYPES.contains(first);
    boolean creates =
        call.request().method().equals("POST")
            && (path.isEmpty() || (typed && path.size() == (first.equals("standard") ? 2 : 1)));
    if (creates) {
      return create(typed ? first : "normal");
    }
    var rest = typed ? path.subList(1, path.size()) : path;
    var id = rest.isEmpty() ? "" : rest.getFirst();
    return rest.size() < 2 ? whole(id, typed) : part(id, rest.get(1));
  }

  private SimulatedAnswer create(String type) {
    var values = call.values();
    call.request().query().forEach(values::putIfAbsent);
    var ignored = ignored(values);
    values.put("type", type);
    var row = instance.insert(call.user(), TABLE, values);
    return SnowCall.result(
        200, JsonNodeFactory.instance.arrayNode().add(record(row, ignored, false)));
  }

  private List<String> ignored(Map<String, String> values) {
    var ignored = new ArrayList<String>();
    for (var name : values.keySet()) {
      var column = instance.schema().column(TABLE, name);
      if (column.isEmpty() || column.get().isReadOnly()) {
        ignored.add(name);
      }
    }
    return ignored;
  }

  private SimulatedAnswer whole(String id, boolean typed) {
    List<String> ignored = List.of();
    if (call.request().method().equals("PATCH")) {
      ignored = ignored(call.values());
      instance.update(call.user(), TABLE, id, call.values());
    }
    var json = record(instance.row(TABLE, id), ignored, !typed);
    return SnowCall.result(200, typed ? JsonNodeFactory.instance.arrayNode().add(json) : json);
  }

  private ObjectNode record(Map<String, String> row, List<String> ignored, boolean numbers) {
    var json = JsonNodeFactory.instance.objectNode();
    for (var column : instance.schema().columns(TABLE)) {
      var raw = row.getOrDefault(column.name(), "");
      var it = json.putObject(column.name()).put("display_value", call.word(column, raw));
      if (numbers && column.name().equals("state")) {
        it.put("value", (double) Integer.parseInt(raw));
      } else {
        it.put("value", raw);
      }
    }
    if (!ignored.isEmpty()) {
      var names = json.putObject("__meta").putArray("ignoredFields");
      ignored.forEach(names::add);
    }
    return json;
  }

  private SimulatedAnswer part(String id, String what) {
    var row = instance.row(TABLE, id);
    return switch (what) {
      case "nextstates" -> SnowCall.result(200, nextStates(row));
      case "conflict" -> conflict(id);
      case "schedule" -> SnowCall.result(200, schedule());
      case "approvals" -> approve(id);
      default -> throw new SnowRefusal(400, "Requested URI does not represent any resource", what);
    };
  }

  private ObjectNode nextStates(Map<String, String> row) {
    var json = JsonNodeFactory.instance.objectNode();
    var available = json.putArray("available_states");
    var transitions = json.putArray("state_transitions");
    for (var to : SnowRules.waysFrom(row.getOrDefault("state", ""))) {
      available.add(to);
      var hindrance = SnowRules.hindrance(row, to);
      var it = transitions.addArray().addObject();
      it.put("display_value", row.getOrDefault("state", "") + " to " + to);
      it.put("from_state", row.getOrDefault("state", "")).put("to_state", to);
      it.put("transition_available", hindrance.isEmpty()).put("automatic_transition", false);
      var conditions = it.putArray("conditions");
      if (!hindrance.isEmpty()) {
        conditions.addObject().put("passed", false).putObject("condition").put("name", hindrance);
      }
    }
    available.add(row.getOrDefault("state", ""));
    return json;
  }

  /** Its status says the same whether or not there are any. */
  private SimulatedAnswer conflict(String id) {
    if (call.request().method().equals("POST")) {
      return SnowCall.result(
          200, JsonNodeFactory.instance.stringNode("c0b5afe4b710230096c3e4f6ee11a93f"));
    }
    var json = JsonNodeFactory.instance.objectNode().put("status", "Conflict");
    json.put("last_run", SnowInstance.TIME.format(instance.now()));
    var found = instance.conflictsOf(id);
    json.put("record_count", String.valueOf(found.size())).put("job_status", "2");
    var all = json.putArray("conflicts");
    for (var other : found) {
      var it = all.addObject();
      it.putObject("type").put("value", "change_window").put("display_value", "Overlapping change");
      it.putObject("conflicting_change").put("value", other).put("display_value", other);
    }
    return SnowCall.result(200, json);
  }

  private static JsonNode schedule() {
    var json = JsonNodeFactory.instance.objectNode().put("type", "schedule");
    json.putObject("worker").put("sysId", "9b3f62e0a4c87010f87712198fe9cad1");
    json.putObject("state").put("value", 1).put("display_value", "Waiting");
    return json;
  }

  private SimulatedAnswer approve(String id) {
    instance.decide(
        call.user(),
        id,
        call.values().getOrDefault("state", "").equals("approved"),
        call.values().getOrDefault("comments", ""));
    return whole(id, false);
  }
}
