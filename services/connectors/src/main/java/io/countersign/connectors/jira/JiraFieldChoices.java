package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The fields of an issue type, and what may be put into them. */
final class JiraFieldChoices {
  private final JiraSettings settings;
  private final JiraClient client;

  JiraFieldChoices(JiraSettings settings, JiraClient client) {
    this.settings = settings;
    this.client = client;
  }

  Outcome<Map<String, List<String>>> of(JiraFacts facts, String kind) {
    var wanted = settings.issueTypes().getOrDefault(kind, "");
    var path = "issue/createmeta/" + settings.project() + "/issuetypes";
    return all(facts, path)
        .then(
            types ->
                types.stream()
                    .filter(it -> it.path("name").asString("").equalsIgnoreCase(wanted))
                    .findFirst()
                    .map(it -> all(facts, path + "/" + it.path("id").asString("")))
                    .orElseGet(() -> noType(kind, wanted, types)))
        .then(fields -> Outcome.ok(choices(fields)));
  }

  private <T> Outcome<T> noType(String kind, String wanted, List<JsonNode> types) {
    return Outcome.failed(
        FailureCategory.USER,
        FailureCode.REFUSED,
        "the issue type '%s' of the kind %s isn't in project %s; there are %s"
            .formatted(
                wanted,
                kind,
                settings.project(),
                types.stream().map(it -> it.path("name").asString("")).toList()));
  }

  /** The Cloud's pages name their lists; those of a Data Center are values. */
  private Outcome<List<JsonNode>> all(JiraFacts facts, String path) {
    return JiraPages.all(client, facts.version(), path, "issueTypes", "fields", "values");
  }

  /** By id, and by the name that people see, where it's another. */
  private static Map<String, List<String>> choices(List<JsonNode> fields) {
    var found = new TreeMap<String, List<String>>();
    for (var node : fields) {
      var field = JiraField.of(node);
      var values =
          node.path("allowedValues")
              .valueStream()
              .map(JiraField::read)
              .filter(it -> !it.isEmpty())
              .toList();
      found.put(field.id(), values);
      found.putIfAbsent(field.name(), values);
    }
    return found;
  }
}
