package io.countersign.cli.policy;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The command {@code policy list}: the bundles that were ever proposed. */
@Command(
    name = "list",
    description = "Lists the bundles of policies, the latest first, and which is in force.",
    footerHeading = "%nExamples:%n",
    footer = "  countersign policy list")
final class PolicyListCommand extends ListCommand {
  PolicyListCommand(CliContext context) {
    super(
        context,
        PolicyCommand.BUNDLES,
        "No bundle.",
        Column.of("ID", "/id"),
        Column.of("NUMBER", "/number"),
        Column.of("STATE", "/state"),
        Column.of("POSITION", "/position"),
        Column.text("PROPOSED BY", "/proposerName"),
        Column.time("PROPOSED", "/proposedAt"),
        Column.text("APPROVED BY", "/approvers"),
        Column.text("NOTE", "/note"));
  }

  @Override
  protected int run(ServerApi server) {
    int exit = super.run(server);
    var outside = server.get("/api/v1/policy/outside", Map.of());
    say(outside.path("shipped"), "This release comes with others", "propose --shipped");
    say(
        outside.path("configured"),
        "Files on the server's disk aren't in force, and have no say",
        "propose --configured");
    return exit;
  }

  private void say(JsonNode outside, String what, String how) {
    var differing = JsonAnswers.at(outside, "/differing");
    if (!differing.isEmpty()) {
      context.say(what + ": " + differing + " (countersign policy " + how + ")");
    }
  }
}
