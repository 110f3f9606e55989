package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.PasswordPrompt;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code user password}: sets a person's password. */
@Command(
    name = "password",
    description = "Sets a person's password.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user password anna"})
public final class UserPasswordCommand extends ServerCommand {

  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  @Mixin private final PasswordPrompt password = new PasswordPrompt();

  public UserPasswordCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = Map.of("password", password.fresh(context.terminal()));
    var answer = server.post("/api/v1/users/" + ServerApi.part(name) + "/password", body);
    return done(answer, "Set the password of " + name + ".");
  }
}
