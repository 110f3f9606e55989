package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code token revoke}: ends a token. */
@Command(
    name = "revoke",
    description = "Revokes a token at once.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign token revoke TOKEN_ID"})
public final class TokenRevokeCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The token's id, from `token list`.")
  private String id = "";

  public TokenRevokeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    return done(
        server.delete("/api/v1/tokens/" + ServerApi.part(IdKind.TOKEN.checked(id))),
        "Revoked " + id + ".");
  }
}
