package io.countersign.cli.incident;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code note}: keeps what a person found. */
@Command(
    name = "note",
    description = "Adds a note to an incident.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign note inc_ID 'cache was cold after the restart'"})
public final class NoteCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The incident's id.")
  private String id = "";

  @Parameters(paramLabel = "TEXT", description = "What you want to be kept.")
  private String text = "";

  public NoteCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer =
        server.post(
            "/api/v1/incidents/" + ServerApi.part(IdKind.INCIDENT.checked(id)) + "/note",
            Map.of("text", text));
    return done(answer, "Noted on " + id + ".");
  }
}
