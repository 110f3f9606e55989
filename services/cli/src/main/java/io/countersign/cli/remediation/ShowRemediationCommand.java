package io.countersign.cli.remediation;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.AsOfLines;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code remediation}: one plan in full, and what became of it. */
@Command(
    name = "remediation",
    description = "Shows a plan in full, who decided, and what became of it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign remediation rem_ID",
      "  countersign remediation rem_ID --at 1042",
      "  countersign remediation rem_ID --at 2026-03-01T12:00:00Z",
      "  countersign remediation rem_ID -o json | jq .plan"
    })
public final class ShowRemediationCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  @Option(
      names = AsOfLines.OPTION,
      paramLabel = AsOfLines.PARAMETER,
      description = AsOfLines.DESCRIPTION)
  private String at = "";

  public ShowRemediationCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var remediation =
        server.get(
            "/api/v1/remediations/" + ServerApi.part(IdKind.REMEDIATION.checked(id)),
            Map.of("at", at));
    int width = context.terminal().width();
    print(remediation, () -> new ApprovalCard(remediation, context.times(), width).lines());
    return ExitCode.OK;
  }
}
