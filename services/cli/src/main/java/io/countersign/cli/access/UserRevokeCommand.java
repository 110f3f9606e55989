package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes roles from a person. */
@Command(
    name = "revoke",
    description = "Takes roles from a person.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user revoke anna --role commander"})
public final class UserRevokeCommand extends ServerCommand {

  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description =
          "One of: administrator, viewer, responder, approver, commander, catalog_editor. May be"
              + " given several times.")
  private List<String> roles = List.of();

  public UserRevokeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var canonical = RoleArguments.canonical(roles);
    var answer =
        server.post(
            "/api/v1/users/" + ServerApi.part(name) + "/roles", Map.of("revoke", canonical));
    return done(answer, "Took back " + String.join(", ", canonical) + ": " + name + ".");
  }
}
