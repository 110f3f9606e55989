package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a person roles. */
@Command(
    name = "grant",
    description = "Gives a person roles.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user grant anna --role commander"})
public final class UserGrantCommand extends ServerCommand {

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

  public UserGrantCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var canonical = RoleArguments.canonical(roles);
    var answer =
        server.post("/api/v1/users/" + ServerApi.part(name) + "/roles", Map.of("grant", canonical));
    return done(answer, "Granted " + String.join(", ", canonical) + ": " + name + ".");
  }
}
