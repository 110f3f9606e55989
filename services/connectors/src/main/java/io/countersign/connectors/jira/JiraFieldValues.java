package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values of fields, from texts to what Jira takes. */
final class JiraFieldValues {
  private final JiraSettings settings;
  private final JiraClient client;

  JiraFieldValues(JiraSettings settings, JiraClient client) {
    this.settings = settings;
    this.client = client;
  }

  /**
   * All of them, or the first that isn't there or can't be.
   *
   * @param label that labels keep, whatever else they are set to
   */
  Outcome<ObjectNode> write(JiraFacts facts, Map<String, String> texts, Optional<String> label) {
    var fields = JsonNodeFactory.instance.objectNode();
    for (var entry : texts.entrySet()) {
      var field = facts.field(entry.getKey());
      if (field.isEmpty()) {
        return unknown(facts, entry.getKey());
      }
      var id = field.get().id();
      var written =
          known(facts, field.get(), entry.getValue())
              .then(text -> field.get().write(text, facts.cloud()));
      switch (written) {
        case Outcome.Failed<JsonNode> failed -> {
          return failed.as();
        }
        case Outcome.Ok<JsonNode>(var value) -> {
          if (id.equals("labels") && value instanceof ArrayNode labels) {
            label.ifPresent(labels::add);
          }
          fields.set(id, value);
        }
      }
    }
    return Outcome.ok(fields);
  }

  /** A Data Center is given people by the login names that they have now. */
  private Outcome<String> known(JiraFacts facts, JiraField field, String text) {
    if (facts.cloud() || !field.isOfPeople()) {
      return Outcome.ok(text);
    }
    var names = new ArrayList<String>();
    for (var key : text.split("\\s*,\\s*", -1)) {
      if (!key.isBlank()) {
        switch (client.get(facts.version(), "user?key=" + JiraClient.encoded(key.strip()))) {
          case Outcome.Failed<JsonNode> failed -> {
            return failed.code() == FailureCode.NOT_FOUND
                ? Outcome.failed(
                    FailureCategory.USER,
                    FailureCode.REFUSED,
                    "Jira knows no user by the key " + key)
                : failed.as();
          }
          case Outcome.Ok<JsonNode>(var user) -> names.add(user.path("name").asString(key));
        }
      }
    }
    return Outcome.ok(String.join(", ", names));
  }

  private <T> Outcome<T> unknown(JiraFacts facts, String name) {
    var some =
        facts.fields().stream()
            .map(JiraField::name)
            .sorted()
            .limit(40)
            .collect(Collectors.joining(", "));
    return Outcome.failed(
        FailureCategory.USER,
        FailureCode.REFUSED,
        "Jira " + settings.name() + " has no field " + name + "; there are " + some);
  }
}
