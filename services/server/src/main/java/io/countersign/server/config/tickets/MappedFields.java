package io.countersign.server.config.tickets;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that rules map, added to those that their connections read: what isn't read is never
 * seen to stand there. Whatever is wrong with the file is left to its sections to tell.
 */
public final class MappedFields {
  /** The connectors whose {@code fields} are those that are read. */
  private static final Set<String> READING = Set.of("jira", "servicenow");

  private MappedFields() {}

  /**
   * The same file, in which each connection of tickets reads what rules map.
   *
   * @param file null for an empty one
   */
  public static @Nullable JsonNode added(@Nullable JsonNode file) {
    if (file == null || !file.isObject()) {
      return file;
    }
    var copy = file.deepCopy();
    for (var rule : copy.path("tickets").values()) {
      var connection = copy.path("ticketing").path(rule.path("connection").asString(""));
      if (connection instanceof ObjectNode it && READING.contains(it.path("kind").asString(""))) {
        add(it, rule);
      }
    }
    return copy;
  }

  private static void add(ObjectNode connection, JsonNode rule) {
    var wanted = new LinkedHashSet<String>();
    for (var mapping : rule.path("map").values()) {
      wanted.add(mapping.path("remote").asString(mapping.path("local").asString("")));
    }
    wanted.removeAll(Set.of("state", ""));
    var fields = connection.path("fields");
    fields.values().forEach(it -> wanted.remove(it.asString("")));
    if (!wanted.isEmpty() && (fields.isMissingNode() || fields.isArray())) {
      var all = fields instanceof ArrayNode some ? some : connection.putArray("fields");
      wanted.forEach(all::add);
    }
  }
}
