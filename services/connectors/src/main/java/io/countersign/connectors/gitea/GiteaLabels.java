package io.countersign.connectors.gitea;

import io.countersign.connectors.spi.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The labels of a repository, which are made where they are missing. */
final class GiteaLabels {
  private static final String COLOUR = "#6e7781";

  private final GiteaClient client;

  GiteaLabels(GiteaClient client) {
    this.client = client;
  }

  static ArrayNode array(List<Long> ids) {
    var all = JsonNodeFactory.instance.arrayNode();
    ids.forEach(all::add);
    return all;
  }

  Outcome<List<Long>> ids(String repository, Set<String> names) {
    if (names.isEmpty()) {
      return Outcome.ok(List.of());
    }
    return client
        .list(GiteaIssues.under(repository) + "/labels")
        .then(
            there -> {
              var known = new HashMap<String, Long>();
              there
                  .items()
                  .forEach(
                      it ->
                          known.putIfAbsent(it.path("name").asString(""), it.path("id").asLong()));
              return ids(repository, names, known);
            });
  }

  private Outcome<List<Long>> ids(String repository, Set<String> names, Map<String, Long> known) {
    var ids = new ArrayList<Long>();
    for (var name : names) {
      var there = known.get(name);
      if (there != null) {
        ids.add(there);
        continue;
      }
      switch (made(repository, name)) {
        case Outcome.Failed<JsonNode> failed -> {
          return failed.as();
        }
        case Outcome.Ok<JsonNode>(var label) -> ids.add(label.path("id").asLong());
      }
    }
    return Outcome.ok(List.copyOf(ids));
  }

  /** Of those with a slash an issue has one. */
  private Outcome<JsonNode> made(String repository, String name) {
    var body = JsonNodeFactory.instance.objectNode().put("name", name).put("color", COLOUR);
    body.put("exclusive", name.contains("/"));
    return client.ask("POST", GiteaIssues.under(repository) + "/labels", body, 201);
  }
}
