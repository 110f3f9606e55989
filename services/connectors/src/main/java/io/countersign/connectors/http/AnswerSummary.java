package io.countersign.connectors.http;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.transport.HttpAnswer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An answer in one line, for a person. */
final class AnswerSummary {
  private static final int MAX = 1024;

  private AnswerSummary() {}

  static String of(JsonNode json, HttpAnswer answer) {
    var text = json.isObject() ? members(json) : answer.excerpt();
    var line = answer.redaction().text(text).replaceAll("\\p{Cntrl}+", " ").strip();
    return TextLimit.cut(line, MAX);
  }

  private static String members(JsonNode object) {
    return object.properties().stream()
        .filter(member -> !member.getValue().isNull())
        .map(member -> member.getKey() + ": " + value(member.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String value(JsonNode node) {
    if (node.isArray()) {
      return node.values().stream().map(AnswerSummary::value).collect(Collectors.joining(", "));
    }
    return node.isObject() ? "{" + members(node) + "}" : node.asString();
  }
}
