package io.countersign.cli.access;

import io.countersign.cli.api.Server;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.Password;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets a password. */
@Command(
    name = "password",
    description = "Sets a person's password.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user password anna"})
public final class UserPassword extends ServerCommand {

  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  @Mixin private final Password password = new Password();

  public UserPassword(Context context) {
    super(context);
  }

  @Override
  protected int run(Server server) {
    var body = Map.of("password", password.fresh(context.terminal()));
    var answer = server.post("/api/v1/users/" + Server.part(name) + "/password", body);
    return done(answer, "Set the password of " + name + ".");
  }
}
