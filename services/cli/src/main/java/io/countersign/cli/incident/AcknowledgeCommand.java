package io.countersign.cli.incident;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code acknowledge}: says that a person looks at an incident. */
@Command(
    name = "acknowledge",
    description = "Says that you look at an incident.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign acknowledge inc_ID"})
public final class AcknowledgeCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The incident's id.")
  private String id = "";

  public AcknowledgeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer =
        server.post(
            "/api/v1/incidents/" + ServerApi.part(IdKind.INCIDENT.checked(id)) + "/acknowledge",
            Map.of());
    return done(answer, "Acknowledged " + id + ".");
  }
}
