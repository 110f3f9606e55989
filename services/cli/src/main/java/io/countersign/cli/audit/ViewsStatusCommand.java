package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ServerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The command {@code views status}: what follows the record, and the last rebuild. */
@Command(
    name = "status",
    description = "Shows how far the views, the correlator and the automations have come.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign views status"})
public final class ViewsStatusCommand extends ServerCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("FOLLOWER", "/name"),
          Column.of("POSITION", "/position"),
          Column.of("BEHIND", "/behind"),
          Column.of("RUNS", "/claimed"));

  public ViewsStatusCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var status = server.get("/api/v1/views", Map.of());
    print(status, () -> lines(status));
    return ExitCode.OK;
  }

  private List<String> lines(JsonNode status) {
    var lines = new ArrayList<String>();
    var width = context.terminal().width();
    lines.addAll(Column.table(COLUMNS, status.path("followers"), context.times(), width));
    var rebuild = status.path("rebuild");
    if (rebuild.isObject()) {
      lines.add("");
      lines.add(rebuild(rebuild));
    }
    return lines;
  }

  private String rebuild(JsonNode it) {
    var how =
        JsonAnswers.at(it, "/position")
            + " of "
            + JsonAnswers.at(it, "/target")
            + " events, ordered by "
            + JsonAnswers.at(it, "/by");
    if (it.path("running").asBoolean(false)) {
      return "A rebuild is under way: " + how;
    }
    if (it.hasNonNull("failure")) {
      return "The last rebuild failed, the old views stay: " + JsonAnswers.at(it, "/failure");
    }
    return it.hasNonNull("endedAt")
        ? "Rebuilt " + context.times().show(JsonAnswers.at(it, "/endedAt")) + ": " + how
        : "The last rebuild was interrupted, the old views stay: " + how;
  }
}
