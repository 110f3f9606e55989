package io.countersign.cli.remediation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code runbook promote}: lets one run unattended. */
@Command(
    name = "promote",
    description = {
      "Lets a runbook run unattended in an environment for a while, where policy lets it.",
      "",
      "For approvers and commanders; another one confirms it. It must have earned it: `countersign"
          + " runbooks` shows which have. A failure ends it at once, and so does another content."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign runbook promote restart-a-process --environment staging --days 30"})
public final class RunbookPromoteCommand extends SecondPersonCommand {
  @Parameters(index = "0", paramLabel = "RUNBOOK", description = "Its id.")
  private String runbook = "";

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      required = true,
      description = "In this environment.")
  private String environment = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "For how long, 90 at most; 30 unless said.")
  private int days;

  public RunbookPromoteCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/runbooks/" + ServerApi.part(runbook) + "/promote";
    var answer = server.post(path, Map.of("environment", environment, "days", days));
    return handedOver(server, answer, runbook + " runs unattended in " + environment + ".");
  }
}
