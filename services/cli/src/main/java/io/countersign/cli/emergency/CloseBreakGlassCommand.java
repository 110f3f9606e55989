package io.countersign.cli.emergency;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code break-glass close}: ends it. */
@Command(
    name = "close",
    description = "Ends break-glass at once.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign break-glass close bgl_ID"})
public final class CloseBreakGlassCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The id of the break-glass.")
  private String id = "";

  public CloseBreakGlassCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/break-glass/" + ServerApi.part(IdKind.BREAK_GLASS.checked(id));
    return done(server.post(path + "/close", Map.of()), "Closed " + id + ".");
  }
}
