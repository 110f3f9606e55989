package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.PasswordPrompt;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code user add}: registers a person. */
@Command(
    name = "add",
    description = "Makes a person who may log in.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign user add anna --role approver --role responder",
      "  countersign user add anna --role approver --password-stdin < password-file"
    })
public final class UserAddCommand extends ServerCommand {

  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  @Mixin private final RoleOption role = new RoleOption();

  @Mixin private final PasswordPrompt password = new PasswordPrompt();

  public UserAddCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    Map<String, Object> body =
        Map.of("name", name, "password", password.fresh(context.terminal()), "roles", role.roles());
    return done(server.post("/api/v1/users", body), "Added " + name + ".");
  }
}
