package io.countersign.cli.access.grant;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.confirmation.SecondPersonCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code grant revoke}: ends a grant. */
@Command(
    name = "revoke",
    description = "Revokes a grant, at once unless somebody audits or decides by nothing else.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign grant revoke GRANT_ID"})
public final class GrantRevokeCommand extends SecondPersonCommand {
  @Parameters(paramLabel = "ID", description = "The grant's id, from `grant list`.")
  private String id = "";

  public GrantRevokeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer = server.delete("/api/v1/grants/" + ServerApi.part(id));
    return handedOver(server, answer, "Revoked " + id + ".");
  }
}
