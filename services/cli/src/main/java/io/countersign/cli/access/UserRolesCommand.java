package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that changes one person's roles. */
abstract class UserRolesCommand extends SecondPersonCommand {
  private final String change;
  private final String message;

  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  @Mixin private final RoleOption role = new RoleOption();

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
    var path = "/api/v1/users/" + ServerApi.part(name) + "/roles";
    var answer = server.post(path, Map.of(change, role.roles()));
    return handedOver(
        server, answer, message + " " + String.join(", ", role.roles()) + ": " + name + ".");
  }
}
