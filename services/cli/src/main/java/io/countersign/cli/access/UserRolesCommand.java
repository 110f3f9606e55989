package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A change of one person's roles. */
abstract class UserRolesCommand extends ServerCommand {
  private final String change;
  private final String message;

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

  /**
   * @param change as the API calls it: {@code grant} or {@code revoke}
   * @param message that goes before the roles when it's done
   */
  UserRolesCommand(CliContext context, String change, String message) {
    super(context);
    this.change = change;
    this.message = message;
  }

  @Override
  protected int run(ServerApi server) {
    var canonical = RoleArguments.canonical(roles);
    var path = "/api/v1/users/" + ServerApi.part(name) + "/roles";
    var answer = server.post(path, Map.of(change, canonical));
    return done(answer, message + " " + String.join(", ", canonical) + ": " + name + ".");
  }
}
