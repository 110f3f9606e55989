package io.countersign.cli.incident;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.Json;
import io.countersign.cli.api.Server;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.ServerCommand;
import java.util.ArrayList;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One incident in full. */
@Command(
    name = "incident",
    description = "Shows an incident: its alerts, causes with their evidence, plans and timeline.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign incident inc_ID",
      "  countersign incident inc_ID -o json | jq .diagnoses[-1].causes",
      "  countersign incident inc_ID --rerun"
    })
public final class Incident extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The incident's id.")
  private String id = "";

  @Option(
      names = "--rerun",
      description =
          "Asks the sources again what every diagnosis rests on, and shows only that: exit code 1"
              + " if an answer isn't the same.")
  private boolean rerun;

  public Incident(Context context) {
    super(context);
  }

  @Override
  protected int run(Server server) {
    var path = "/api/v1/incidents/" + Server.part(id);
    var incident = server.get(path, Map.of());
    if (rerun) {
      return rerun(server, path, incident.path("diagnoses"));
    }
    ((ObjectNode) incident).set("timeline", timeline(server, path + "/timeline"));
    var terminal = context.terminal();
    print(incident, () -> new Report(incident, context.times(), terminal.width()).lines());
    return ExitCode.OK;
  }

  private int rerun(Server server, String path, JsonNode diagnoses) {
    var again = new ArrayList<JsonNode>();
    diagnoses.forEach(
        it -> {
          var claims = path + "/diagnoses/" + it.path("number").asInt(0) + "/claims";
          again.add(server.get(claims, Map.of("rerun", "true")));
        });
    var report = new RerunReport(again);
    print(Json.tree(Map.of("diagnoses", again)), report::lines);
    return report.same() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static JsonNode timeline(Server server, String path) {
    var entries = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page = server.get(path, Map.of("cursor", cursor));
      page.path("items").forEach(entries::add);
      cursor = page.path("next").asString("");
    } while (!cursor.isEmpty());
    return Json.tree(Map.of("items", entries)).path("items");
  }
}
