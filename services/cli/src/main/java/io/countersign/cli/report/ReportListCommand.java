package io.countersign.cli.report;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The command {@code report list}: the kinds of reports that there are. */
@Command(name = "list", description = "Lists the kinds of reports, and the packs of controls.")
public final class ReportListCommand extends ServerCommand {
  public ReportListCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var kinds = server.get("/api/v1/reports", Map.of());
    print(kinds, () -> lines(kinds));
    return ExitCode.OK;
  }

  private static List<String> lines(JsonNode kinds) {
    var lines = new ArrayList<String>();
    kinds
        .path("items")
        .forEach(
            it ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%-22s %s",
                        JsonAnswers.at(it, "/kind"),
                        JsonAnswers.at(it, "/title"))));
    return lines;
  }
}
