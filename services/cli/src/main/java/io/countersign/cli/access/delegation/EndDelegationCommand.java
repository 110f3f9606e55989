package io.countersign.cli.access.delegation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code end-delegation}: ends one that you gave or were given. */
@Command(
    name = "end-delegation",
    description = "Ends a delegation that you gave or were given, also an absence.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign end-delegation dlg_ID"})
public final class EndDelegationCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The delegation's id.")
  private String id = "";

  public EndDelegationCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    return done(server.delete("/api/v1/delegations/" + ServerApi.part(id)), "Ended " + id + ".");
  }
}
