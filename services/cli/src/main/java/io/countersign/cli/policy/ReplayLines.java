package io.countersign.cli.policy;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A replay's outcome as the lines that people read. */
final class ReplayLines {
  private static final Map<String, String> BESIDES =
      new TreeMap<>(
          Map.of(
              "/otherRules",
              "%s come out the same, by other rules.",
              "/notReplayable",
              "%s more can't be replayed: what they looked at isn't on record.",
              "/engineDrift",
              "ENGINE_DRIFT: %s come out otherwise by the same rules, from another version."));

  private ReplayLines() {}

  /** What isn't a flip, or is one for another reason than other rules. */
  static List<String> besides(JsonNode answer) {
    return BESIDES.entrySet().stream()
        .filter(it -> answer.at(it.getKey()).asInt(0) > 0)
        .map(it -> it.getValue().formatted(JsonAnswers.at(answer, it.getKey())))
        .toList();
  }

  static List<String> flips(JsonNode flips, CliContext context) {
    return Column.table(
        List.of(
            Column.of("POSITION", "/position"),
            Column.of("AT", "/stage"),
            Column.of("INCIDENT", "/incident"),
            Column.of("REMEDIATION", "/remediation"),
            Column.of("RISK", "/risk"),
            Column.text("WAS", "/recorded"),
            Column.text("WOULD BE", "/replayed"),
            Column.of("EXECUTED", "/executed"),
            Column.of("DRIFT", "/engineDrift")),
        flips,
        context.times(),
        context.terminal().width());
  }
}
