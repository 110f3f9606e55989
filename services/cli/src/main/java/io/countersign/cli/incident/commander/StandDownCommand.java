package io.countersign.cli.incident.commander;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code commander stand-down}: nobody commands it any more. */
@Command(
    name = "stand-down",
    description = "Gives your command of an incident up; nobody commands it then.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign commander stand-down inc_ID"})
public final class StandDownCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The incident's id.")
  private String id = "";

  public StandDownCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var incident = ServerApi.part(IdKind.INCIDENT.checked(id));
    var answer = server.post("/api/v1/incidents/" + incident + "/commander/stand-down", Map.of());
    return done(answer, "Nobody commands " + id + ".");
  }
}
