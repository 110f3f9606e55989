package io.countersign.cli.incident;

import io.countersign.cli.api.JsonAnswers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The text of the sources' present answers to the questions that diagnoses rest on. */
final class RerunReport {
  private final List<JsonNode> diagnoses;

  RerunReport(List<JsonNode> diagnoses) {
    this.diagnoses = diagnoses;
  }

  /** Whether every answer is the same as then. */
  boolean isSame() {
    return diagnoses.stream()
        .flatMap(diagnosis -> diagnosis.path("items").valueStream())
        .allMatch(claim -> "same".equals(JsonAnswers.at(claim, "/rerun/verdict")));
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    for (var diagnosis : diagnoses) {
      lines.add("DIAGNOSIS " + JsonAnswers.at(diagnosis, "/diagnosis"));
      diagnosis.path("items").forEach(claim -> claim(claim, lines));
    }
    return lines.isEmpty() ? List.of("No diagnosis yet.") : lines;
  }

  private static void claim(JsonNode claim, List<String> lines) {
    var verdict = "%-12s".formatted(JsonAnswers.at(claim, "/rerun/verdict"));
    lines.add(
        "  " + verdict + JsonAnswers.at(claim, "/id") + "  " + JsonAnswers.at(claim, "/statement"));
    var why = JsonAnswers.at(claim, "/rerun/why");
    if (!why.isEmpty()) {
      lines.add("      " + why);
    }
  }
}
