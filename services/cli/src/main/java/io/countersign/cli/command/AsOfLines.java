package io.countersign.cli.command;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.terminal.TimeTexts;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The moment that an answer is of, where it isn't of now, and what it leaves out. */
public final class AsOfLines {
  public static final String OPTION = "--at";
  public static final String PARAMETER = "POSITION|TIME";
  public static final String DESCRIPTION =
      "As it was known when that event was recorded, or at that time (ISO 8601 with offset).";

  private AsOfLines() {}

  /** None where the answer is of now. */
  public static List<String> of(JsonNode answer, TimeTexts times) {
    var asOf = answer.path("asOf");
    if (asOf.isMissingNode()) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    lines.add(
        "AS IT WAS at event %s, recorded %s"
            .formatted(
                JsonAnswers.at(asOf, "/position"),
                times.show(JsonAnswers.at(asOf, "/recordedAt"))));
    asOf.path("notRebuilt")
        .forEach(
            it ->
                lines.add(
                    "  not shown: "
                        + JsonAnswers.at(it, "/member")
                        + ", "
                        + JsonAnswers.at(it, "/why")));
    return lines;
  }
}
