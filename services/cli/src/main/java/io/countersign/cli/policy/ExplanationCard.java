package io.countersign.cli.policy;

import io.countersign.cli.api.JsonAnswers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An explanation as people read it. */
final class ExplanationCard {
  private ExplanationCard() {}

  static List<String> lines(JsonNode answer) {
    var lines = new ArrayList<String>();
    lines.add("Outcome   " + JsonAnswers.at(answer, "/outcome"));
    if (answer.hasNonNull("because")) {
      lines.add("Because   " + JsonAnswers.at(answer, "/because"));
    }
    answer.path("takes").forEach(it -> lines.add("Takes     " + JsonAnswers.text(it)));
    lines.add("");
    answer.path("rules").forEach(it -> rule(lines, it));
    if (!answer.path("people").isEmpty()) {
      lines.add("");
      answer.path("people").forEach(it -> lines.add(person(it)));
    }
    long could = answer.path("couldApprove").asLong(0);
    long couldNot = answer.path("couldNot").asLong(0);
    if (answer.path("people").size() < could + couldNot) {
      lines.add("Of all people " + could + " could approve, " + couldNot + " couldn't");
    }
    return lines;
  }

  /** In full where it holds; else what isn't so. */
  private static void rule(List<String> lines, JsonNode rule) {
    var state = JsonAnswers.at(rule, "/state");
    lines.add("%-14s %s".formatted(state, JsonAnswers.at(rule, "/rule")));
    for (var part : rule.path("parts")) {
      if (state.equals("holds") || !JsonAnswers.at(part, "/truth").equals("true")) {
        lines.add("                 " + JsonAnswers.at(part, "/line"));
      }
    }
    if (state.equals("holds")) {
      lines.add("                 " + JsonAnswers.at(rule, "/consequence"));
    }
  }

  private static String person(JsonNode person) {
    var name = JsonAnswers.either(person, "/name", "/id");
    return person.path("couldApprove").asBoolean()
        ? name + " could approve"
        : name + " couldn't: " + String.join(", ", why(person));
  }

  private static List<String> why(JsonNode person) {
    var all = new ArrayList<String>();
    person.path("why").forEach(it -> all.add(JsonAnswers.text(it)));
    return all;
  }
}
