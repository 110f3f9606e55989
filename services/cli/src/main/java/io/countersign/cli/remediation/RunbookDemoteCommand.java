package io.countersign.cli.remediation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code runbook demote}: has people asked again. */
@Command(
    name = "demote",
    description = "Has people asked again before a runbook runs in an environment; by one alone.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign runbook demote restart-a-process --environment staging --reason 'it hides a"
          + " leak'"
    })
public final class RunbookDemoteCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "RUNBOOK", description = "Its id.")
  private String runbook = "";

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      required = true,
      description = "In this environment.")
  private String environment = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  public RunbookDemoteCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/runbooks/" + ServerApi.part(runbook) + "/demote";
    var body = Map.of("environment", environment, "reason", reason.text());
    return done(server.post(path, body), "People are asked before " + runbook + " runs there.");
  }
}
