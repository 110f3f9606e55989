package io.countersign.cli.remediation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code stop}: stops a remediation that runs. */
@Command(
    name = "stop",
    description = "Stops a remediation that runs: no further step, then its rollback.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign stop rem_ID --reason 'it makes things worse'"})
public final class StopCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  public StopCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/remediations/" + ServerApi.part(IdKind.REMEDIATION.checked(id)) + "/stop";
    return done(server.post(path, Map.of("reason", reason.text())), "Asked to stop " + id + ".");
  }
}
