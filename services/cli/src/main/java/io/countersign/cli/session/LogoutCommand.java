package io.countersign.cli.session;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;

/** The command {@code logout}: ends the session. */
@Command(
    name = "logout",
    description = "Ends your session.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign logout"})
public final class LogoutCommand extends ServerCommand {

  public LogoutCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    try {
      return done(server.post("/api/v1/logout", Map.of()), "Logged out.");
    } finally {
      server.session().delete();
    }
  }
}
