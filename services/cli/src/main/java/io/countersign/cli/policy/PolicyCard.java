package io.countersign.cli.policy;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.terminal.TimeTexts;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A bundle as the lines that people read. */
final class PolicyCard {
  private PolicyCard() {}

  static List<String> lines(JsonNode bundle, TimeTexts times) {
    var lines = new ArrayList<String>();
    lines.add(
        JsonAnswers.at(bundle, "/id")
            + (bundle.has("number") ? ", bundle " + JsonAnswers.at(bundle, "/number") : "")
            + ": "
            + JsonAnswers.at(bundle, "/state"));
    lines.add("  digest      " + JsonAnswers.at(bundle, "/digest"));
    lines.add(
        "  holds       %s rules, %s runbooks, in %s files"
            .formatted(
                JsonAnswers.at(bundle, "/rules"),
                JsonAnswers.at(bundle, "/runbooks"),
                JsonAnswers.at(bundle, "/files")));
    add(lines, "  proposed by ", bundle, "/proposerName");
    add(lines, "  note        ", bundle, "/note");
    lines.add(
        "  approvals   %s of %s  %s"
            .formatted(
                bundle.path("approvers").size(),
                JsonAnswers.at(bundle, "/approvals"),
                JsonAnswers.at(bundle, "/approvers")));
    if (JsonAnswers.at(bundle, "/state").equals("proposed")) {
      lines.add("  until       " + times.show(JsonAnswers.at(bundle, "/expiresAt")));
    }
    if (bundle.has("replay")) {
      lines.add(
          "  replay      of %s decisions %s come out otherwise, %s of them ask for less; %s executed plans refused"
              .formatted(
                  JsonAnswers.at(bundle, "/replay/decisions"),
                  JsonAnswers.at(bundle, "/replay/flipped"),
                  JsonAnswers.at(bundle, "/replay/newlyAllowed"),
                  JsonAnswers.at(bundle, "/replay/refusedExecutions")));
      addReplayed(lines, bundle.path("replay"));
    }
    add(lines, "  in force at position ", bundle, "/position");
    add(lines, "  ended by    ", bundle, "/endedBy");
    add(lines, "  because     ", bundle, "/reason");
    return lines;
  }

  private static void addReplayed(List<String> lines, JsonNode replay) {
    if (replay.has("incidents")) {
      lines.add(
          "              of %s incidents; of %s plans people would have been asked otherwise"
              .formatted(
                  JsonAnswers.at(replay, "/incidents"), JsonAnswers.at(replay, "/approvals")));
    }
    ReplayLines.besides(replay).forEach(it -> lines.add("              " + it));
    if (replay.path("through").asLong() < replay.path("end").asLong(0)) {
      lines.add(
          "              up to position %s of %s only: replay it for the rest"
              .formatted(JsonAnswers.at(replay, "/through"), JsonAnswers.at(replay, "/end")));
    }
  }

  private static void add(List<String> lines, String label, JsonNode bundle, String pointer) {
    var text = JsonAnswers.at(bundle, pointer);
    if (!text.isEmpty()) {
      lines.add(label + text);
    }
  }
}
