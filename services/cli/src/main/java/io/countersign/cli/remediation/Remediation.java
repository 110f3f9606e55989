package io.countersign.cli.remediation;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.Server;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One plan in full. */
@Command(
    name = "remediation",
    description = "Shows a plan in full, who decided, and what became of it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign remediation rem_ID",
      "  countersign remediation rem_ID -o json | jq .plan"
    })
public final class Remediation extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  public Remediation(Context context) {
    super(context);
  }

  @Override
  protected int run(Server server) {
    var remediation = server.get("/api/v1/remediations/" + Server.part(id), Map.of());
    print(remediation, () -> new Card(remediation, context.times()).lines());
    return ExitCode.OK;
  }
}
