package io.countersign.connectors.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Labels that a source tells as a list: {@code [{"name": "service", "value": "orders"}]}, {@code
 * ["service=orders"]} or {@code [{"service": "orders"}]}.
 */
final class ListedLabels {
  private ListedLabels() {}

  /** What has no name is called by its place. */
  static Map<String, String> of(JsonNode list) {
    var labels = new LinkedHashMap<String, String>();
    for (int i = 0; i < list.size(); i++) {
      add(list.get(i), Integer.toString(i), labels);
    }
    return labels;
  }

  private static void add(JsonNode item, String place, Map<String, String> labels) {
    var name =
        Stream.of("name", "key", "label")
            .map(it -> item.path(it).asString(""))
            .filter(it -> !it.isEmpty())
            .findFirst();
    if (name.isPresent() && item.has("value")) {
      labels.put(name.get(), EntryReader.text(item.get("value")));
    } else if (item.isObject()) {
      item.properties().forEach(it -> labels.put(it.getKey(), EntryReader.text(it.getValue())));
    } else {
      var text = EntryReader.text(item);
      int equals = text.indexOf('=');
      labels.put(
          equals > 0 ? text.substring(0, equals).strip() : place,
          equals > 0 ? text.substring(equals + 1).strip() : text);
    }
  }
}
