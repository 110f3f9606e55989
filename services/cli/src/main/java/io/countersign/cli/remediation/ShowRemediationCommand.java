package io.countersign.cli.remediation;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code remediation}: one plan in full, and what became of it. */
@Command(
    name = "remediation",
    description = "Shows a plan in full, who decided, and what became of it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign remediation rem_ID",
      "  countersign remediation rem_ID -o json | jq .plan"
    })
public final class ShowRemediationCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  public ShowRemediationCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var remediation =
        server.get(
            "/api/v1/remediations/" + ServerApi.part(IdKind.REMEDIATION.checked(id)), Map.of());
    int width = context.terminal().width();
    print(remediation, () -> new ApprovalCard(remediation, context.times(), width).lines());
    return ExitCode.OK;
  }
}
