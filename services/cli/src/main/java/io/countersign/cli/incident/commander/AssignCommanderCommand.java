package io.countersign.cli.incident.commander;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code commander assign}: somebody takes command, or hands it over. */
@Command(
    name = "assign",
    description = {
      "Takes command of an incident, or gives it to somebody.",
      "Whoever commanded it doesn't any more: only they hand it over, or another takes it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign commander assign inc_ID",
      "  countersign commander assign inc_ID anna"
    })
public final class AssignCommanderCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "ID", description = "The incident's id.")
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      arity = "0..1",
      description = "The person's login name; yourself without it.")
  private String name = "";

  public AssignCommanderCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer =
        server.post(
            "/api/v1/incidents/" + ServerApi.part(IdKind.INCIDENT.checked(id)) + "/commander",
            name.isEmpty() ? Map.of() : Map.of("to", name));
    return done(answer, (name.isEmpty() ? "You command " : name + " commands ") + id + ".");
  }
}
