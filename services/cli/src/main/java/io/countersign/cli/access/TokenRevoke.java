package io.countersign.cli.access;

import io.countersign.cli.api.Server;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a token. */
@Command(
    name = "revoke",
    description = "Revokes a token at once.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign token revoke TOKEN_ID"})
public final class TokenRevoke extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The token's id, from `token list`.")
  private String id = "";

  public TokenRevoke(Context context) {
    super(context);
  }

  @Override
  protected int run(Server server) {
    return done(server.delete("/api/v1/tokens/" + Server.part(id)), "Revoked " + id + ".");
  }
}
