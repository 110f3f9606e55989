package io.countersign.connectors.jira;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.FieldChange;
import io.countersign.connectors.spi.ticketing.TicketState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An issue's changelog. */
final class JiraHistory {
  /** Their words are people's names. */
  private static final Set<String> PEOPLE = Set.of("assignee", "reporter", "creator");

  private static final String STATE = "state";

  private final JiraSettings settings;
  private final JiraClient client;
  private final JiraStates states;

  JiraHistory(JiraSettings settings, JiraClient client) {
    this.settings = settings;
    this.client = client;
    this.states = new JiraStates(settings.states());
  }

  Outcome<List<FieldChange>> since(JiraFacts facts, String id, Instant since) {
    var entries = facts.cloud() ? pages(id) : whole(id);
    return entries.then(all -> Outcome.ok(changes(facts, all, since)));
  }

  private Outcome<List<JsonNode>> whole(String id) {
    return client
        .get(2, "issue/" + JiraClient.encoded(id) + "?fields=updated&expand=changelog")
        .then(it -> Outcome.ok(it.path("changelog").path("histories").valueStream().toList()));
  }

  private Outcome<List<JsonNode>> pages(String id) {
    var path = "issue/" + JiraClient.encoded(id) + "/changelog";
    return JiraPages.all(client, 3, path, "values");
  }

  private List<FieldChange> changes(JiraFacts facts, List<JsonNode> entries, Instant since) {
    var found = new ArrayList<FieldChange>();
    for (var entry : entries) {
      var at = JiraIssues.instant(entry.path("created")).orElse(Instant.EPOCH);
      if (!at.isBefore(since)) {
        entry.path("items").values().forEach(it -> found.add(change(facts, entry, it, at)));
      }
    }
    found.removeIf(it -> it.field().equals(STATE) && it.from().equals(it.to()));
    found.sort(Comparator.comparing(FieldChange::at));
    return List.copyOf(found);
  }

  private FieldChange change(JiraFacts facts, JsonNode entry, JsonNode item, Instant at) {
    var field = item.path("fieldId").asString(item.path("field").asString(""));
    if (field.equals("status")) {
      var from = state(facts, item.path("from"), item.path("fromString"));
      var to = state(facts, item.path("to"), item.path("toString"));
      return new FieldChange(
          STATE, from.name(), to.name(), JiraFacts.user(entry.path("author")), at);
    }
    var suffix = PEOPLE.contains(field) ? "" : "String";
    return new FieldChange(
        name(facts, field),
        item.path("from" + suffix).asString(""),
        item.path(suffix.isEmpty() ? "to" : "toString").asString(""),
        JiraFacts.user(entry.path("author")),
        at);
  }

  /** A status that isn't there any more is known by its name. */
  private TicketState state(JiraFacts facts, JsonNode id, JsonNode name) {
    var known = facts.states().get(id.asString(""));
    return known == null
        ? states.of(JsonNodeFactory.instance.objectNode().put("name", name.asString("")))
        : known;
  }

  /** As configured, so that it's the same name as the ticket's. */
  private String name(JiraFacts facts, String idOrName) {
    return facts
        .field(idOrName)
        .flatMap(it -> settings.fields().stream().filter(it::isCalled).findFirst())
        .orElse(idOrName);
  }
}
