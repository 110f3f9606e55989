package io.countersign.simulators.servicenow;

import io.countersign.simulators.http.SimulatedAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** The Table API. */
final class SnowTableCalls {
  private final SnowCall call;
  private final SnowInstance instance;

  SnowTableCalls(SnowCall call) {
    this.call = call;
    this.instance = call.instance();
  }

  SimulatedAnswer answer(List<String> path) {
    var table = path.getFirst();
    var id = path.size() > 1 ? path.get(1) : "";
    return switch (call.request().method()) {
      case "POST" -> {
        var row = instance.insert(call.user(), table, call.values());
        yield SnowCall.result(201, call.record(table, row));
      }
      case "PATCH", "PUT" -> {
        instance.update(call.user(), table, id, call.values());
        yield SnowCall.result(200, call.record(table, instance.row(table, id)));
      }
      case "DELETE" -> {
        instance.delete(table, id);
        yield SimulatedAnswer.empty(204);
      }
      default ->
          id.isEmpty()
              ? list(table)
              : SnowCall.result(200, call.record(table, instance.row(table, id)));
    };
  }

  /** The limit is applied before what may not be seen is left out: a page may be short. */
  private SimulatedAnswer list(String table) {
    var found = new SnowQuery(instance.schema(), table, query()).run(instance.all(table));
    int limit = Integer.parseInt(call.query("sysparm_limit", "10000"));
    int offset = Integer.parseInt(call.query("sysparm_offset", "0"));
    var page = JsonNodeFactory.instance.arrayNode();
    found.stream()
        .skip(offset)
        .limit(limit)
        .filter(it -> !instance.isHidden(it.getOrDefault("sys_id", "")))
        .forEach(it -> page.add(call.record(table, it)));
    var plain = SnowCall.result(200, page);
    var headers = new HashMap<String, String>();
    headers.put("X-Total-Count", String.valueOf(found.size()));
    var links = links(table, limit, offset, found.size());
    if (!links.isEmpty()) {
      headers.put("Link", links);
    }
    return new SimulatedAnswer(200, plain.contentType(), plain.body(), headers);
  }

  /** The query, or the pairs of names and values that stand for one. */
  private String query() {
    var given = call.query("sysparm_query", "");
    return given.isEmpty()
        ? call.request().query().entrySet().stream()
            .filter(it -> !it.getKey().startsWith("sysparm_"))
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining("^"))
        : given;
  }

  private String links(String table, int limit, int offset, int total) {
    var links = new ArrayList<String>();
    if (total > limit) {
      links.add(link(table, 0, "first"));
      if (offset > 0) {
        links.add(link(table, Math.max(0, offset - limit), "prev"));
      }
      if (offset + limit < total) {
        links.add(link(table, offset + limit, "next"));
      }
      links.add(link(table, (total - 1) / limit * limit, "last"));
    }
    return String.join(",", links);
  }

  private String link(String table, int offset, String rel) {
    Map<String, String> all = new LinkedHashMap<>(call.request().query());
    all.put("sysparm_offset", String.valueOf(offset));
    var query =
        all.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return "<" + call.base() + "/api/now/table/" + table + "?" + query + ">;rel=\"" + rel + "\"";
  }
}
