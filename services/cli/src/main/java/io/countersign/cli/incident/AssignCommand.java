package io.countersign.cli.incident;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code assign}: gives an incident to a person. */
@Command(
    name = "assign",
    description = "Gives an incident to a person.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign assign inc_ID anna"})
public final class AssignCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The incident's id.")
  private String id = "";

  @Parameters(paramLabel = "NAME", description = "The person's login name.")
  private String name = "";

  public AssignCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer =
        server.post(
            "/api/v1/incidents/" + ServerApi.part(IdKind.INCIDENT.checked(id)) + "/assign",
            Map.of("to", name));
    return done(answer, "Assigned " + id + " to " + name + ".");
  }
}
