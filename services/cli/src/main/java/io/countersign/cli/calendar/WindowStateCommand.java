package io.countersign.cli.calendar;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The command {@code calendar state}: whether work on a target may begin. */
@Command(
    name = "state",
    description =
        "Says whether work on a target may begin, by which calendar, and what comes next.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign calendar state service/production/orders",
      "  countersign calendar state service/production/orders --at 2026-12-24T20:00:00Z"
    })
public final class WindowStateCommand extends ServerCommand {
  @Parameters(paramLabel = "TARGET", description = "KIND/ENVIRONMENT/NAME of an entity.")
  private String target = "";

  @Option(names = "--at", paramLabel = "TIME", description = "An instant; now without it.")
  private String at = "";

  public WindowStateCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var query = new TreeMap<String, String>();
    query.put("target", target);
    if (!at.isEmpty()) {
      query.put("at", at);
    }
    var answer = server.get("/api/v1/calendars/state", query);
    context.warn(answer);
    print(answer, () -> lines(answer));
    return ExitCode.OK;
  }

  private static List<String> lines(JsonNode answer) {
    var lines = new ArrayList<String>();
    lines.add(JsonAnswers.at(answer, "/state") + part(answer, " by ", "/calendar"));
    add(lines, answer, "since ", "/since");
    add(lines, answer, "until ", "/until");
    add(lines, answer, "then ", "/next");
    if (!answer.path("state").asString("").equals("open")) {
      add(lines, answer, "opens ", "/opensAt");
    }
    return lines;
  }

  private static void add(List<String> lines, JsonNode answer, String word, String pointer) {
    var text = part(answer, word, pointer);
    if (!text.isEmpty()) {
      lines.add(text);
    }
  }

  private static String part(JsonNode answer, String word, String pointer) {
    var text = JsonAnswers.at(answer, pointer);
    return text.isEmpty() ? "" : word + text;
  }
}
