package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/**
 * A field of Jira, whose values are texts here: the name of a priority, the id of a user, the words
 * of a description.
 *
 * @param id such as {@code customfield_10101}
 * @param name for people, in the account's language
 * @param type of its schema
 * @param items of an array's schema; empty for another
 * @param rich whether its text is formatted
 */
record JiraField(String id, String name, String type, String items, boolean rich) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** From an entry of {@code /field} or of an issue type's fields. */
  static JiraField of(JsonNode node) {
    var schema = node.path("schema");
    var id = node.path("fieldId").asString(node.path("id").asString(node.path("key").asString("")));
    boolean rich =
        id.equals("description")
            || id.equals("environment")
            || schema.path("custom").asString("").endsWith(":textarea");
    return new JiraField(
        id,
        node.path("name").asString(id),
        schema.path("type").asString("string"),
        schema.path("items").asString(""),
        rich);
  }

  /** Whether its values are people. */
  boolean isOfPeople() {
    return type.equals("user") || items.equals("user");
  }

  boolean isCalled(String idOrName) {
    return id.equals(idOrName) || name.equalsIgnoreCase(idOrName);
  }

  /** As it's written; empties it where the text is empty. */
  Outcome<JsonNode> write(String text, boolean cloud) {
    if (type.equals("array")) {
      var array = JSON.arrayNode();
      Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(it -> !it.isEmpty())
          .forEach(it -> array.add(one(items, it, cloud)));
      return Outcome.ok(array);
    }
    if (text.isEmpty()) {
      return Outcome.ok(NullNode.getInstance());
    }
    if (rich) {
      return Outcome.ok(cloud ? AtlassianDocument.of(text) : JSON.stringNode(WikiText.of(text)));
    }
    return type.equals("number") ? number(text) : Outcome.ok(one(type, text, cloud));
  }

  private Outcome<JsonNode> number(String text) {
    try {
      return Outcome.ok(JSON.numberNode(new BigDecimal(text)));
    } catch (NumberFormatException _) {
      return Outcome.failed(
          FailureCategory.USER, FailureCode.REFUSED, name + " takes a number, no " + text);
    }
  }

  private static JsonNode one(String type, String text, boolean cloud) {
    return switch (type) {
      case "string", "date", "datetime", "any" -> JSON.stringNode(text);
      case "option" -> JSON.objectNode().put("value", text);
      case "user" -> JSON.objectNode().put(cloud ? "accountId" : "name", text);
      default -> JSON.objectNode().put("name", text);
    };
  }

  /** As it's read; empty where there is nothing. */
  static String read(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (value.isArray()) {
      return value.valueStream().map(JiraField::read).collect(Collectors.joining(", "));
    }
    if (!value.isObject()) {
      return value.isNumber() ? plain(value) : value.asString("");
    }
    if (value.path("type").asString("").equals("doc")) {
      return AtlassianDocument.text(value);
    }
    if (value.hasNonNull("key") && value.has("displayName")) {
      return value.path("key").asString("");
    }
    for (var key : new String[] {"accountId", "name", "value", "key", "id"}) {
      if (value.hasNonNull(key)) {
        return value.path(key).asString("");
      }
    }
    return "";
  }

  /** Jira answers a number that was given as 3 as 3.0. */
  private static String plain(JsonNode number) {
    return number.decimalValue().stripTrailingZeros().toPlainString();
  }

  /** As an answer has it, where a Data Center's formatted text is a string. */
  String readFrom(JsonNode value) {
    return rich && value.isString() ? WikiText.text(value.asString()) : read(value);
  }
}
