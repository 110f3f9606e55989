package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code user reset}: ends a password, whose owner chooses another. */
@Command(
    name = "reset",
    description = {
      "Ends a person's password; they choose another by a one-time secret.",
      "",
      "Where two administrators are needed, each is told one half of it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user reset anna"})
public final class UserResetCommand extends SecondPersonCommand {
  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  public UserResetCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer = server.post("/api/v1/users/" + ServerApi.part(name) + "/reset", Map.of());
    return handedOver(server, answer, "Ended the password of " + name + ".");
  }
}
