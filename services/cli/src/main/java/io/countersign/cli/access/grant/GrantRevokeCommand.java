package io.countersign.cli.access.grant;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code grant revoke}: ends a grant. */
@Command(
    name = "revoke",
    description = "Revokes a grant at once.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign grant revoke GRANT_ID"})
public final class GrantRevokeCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The grant's id, from `grant list`.")
  private String id = "";

  public GrantRevokeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    return done(server.delete("/api/v1/grants/" + ServerApi.part(id)), "Revoked " + id + ".");
  }
}
