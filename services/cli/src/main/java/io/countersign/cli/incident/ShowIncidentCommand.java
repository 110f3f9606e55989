package io.countersign.cli.incident;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.AsOfLines;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.util.ArrayList;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code incident}: one incident in full. */
@Command(
    name = "incident",
    description = "Shows an incident: its alerts, causes with their evidence, plans and timeline.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign incident inc_ID",
      "  countersign incident inc_ID -o json | jq .diagnoses[-1].causes",
      "  countersign incident inc_ID --all",
      "  countersign incident inc_ID --at 1042",
      "  countersign incident inc_ID --at 2026-03-01T12:00:00Z",
      "  countersign incident inc_ID --rerun"
    })
public final class ShowIncidentCommand extends ServerCommand {
  private static final int FOLDED_ABOVE = 50;
  private static final int PAGE = 500;

  @Parameters(paramLabel = "ID", description = "The incident's id.")
  private String id = "";

  @Option(
      names = "--all",
      description =
          "Shows each alert and what became of it; without it more than "
              + FOLDED_ABOVE
              + " are folded.")
  private boolean all;

  @Option(
      names = "--rerun",
      description =
          "Asks the sources again what every diagnosis rests on, and shows only that: exit code 1"
              + " if an answer isn't the same.")
  private boolean rerun;

  @Option(
      names = AsOfLines.OPTION,
      paramLabel = AsOfLines.PARAMETER,
      description = AsOfLines.DESCRIPTION)
  private String at = "";

  public ShowIncidentCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/incidents/" + ServerApi.part(IdKind.INCIDENT.checked(id));
    if (rerun && !at.isEmpty()) {
      throw new MisuseException("--rerun asks the sources of now; it doesn't go with --at");
    }
    var incident = server.get(path, Map.of("alertLimit", rerun ? "0" : limit(), "at", at));
    if (rerun) {
      return rerun(server, path, incident.path("diagnoses"));
    }
    ((ObjectNode) incident)
        .set("timeline", timeline(server, path + "/timeline", !isFolded(incident), last(incident)));
    var terminal = context.terminal();
    print(incident, () -> new IncidentReport(incident, context.times(), terminal.width()).lines());
    return ExitCode.OK;
  }

  private String limit() {
    return Integer.toString(all ? Integer.MAX_VALUE : FOLDED_ABOVE);
  }

  private boolean isFolded(JsonNode incident) {
    return !all && incident.path("alerts").asInt(0) > FOLDED_ABOVE;
  }

  private int rerun(ServerApi server, String path, JsonNode diagnoses) {
    var again = new ArrayList<JsonNode>();
    diagnoses.forEach(
        it -> {
          var claims = path + "/diagnoses/" + it.path("number").asInt(0) + "/claims";
          again.add(server.get(claims, Map.of("rerun", "true")));
        });
    var report = new RerunReport(again);
    print(JsonAnswers.tree(Map.of("diagnoses", again)), report::lines);
    return report.isSame() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Of a moment that is asked about the timeline ends there. */
  private static long last(JsonNode incident) {
    return incident.at("/asOf/position").asLong(Long.MAX_VALUE);
  }

  private static JsonNode timeline(ServerApi server, String path, boolean alerts, long last) {
    var entries = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page = server.get(path, query(cursor, alerts));
      page.path("items").forEach(entries::add);
      cursor = page.path("next").asString("");
    } while (!cursor.isEmpty() && entries.getLast().path("position").asLong(0) < last);
    entries.removeIf(it -> it.path("position").asLong(0) > last);
    return JsonAnswers.tree(Map.of("items", entries)).path("items");
  }

  private static Map<String, String> query(String cursor, boolean alerts) {
    return Map.of(
        "cursor", cursor, "limit", Integer.toString(PAGE), "alerts", Boolean.toString(alerts));
  }
}
