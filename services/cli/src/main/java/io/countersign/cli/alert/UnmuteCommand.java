package io.countersign.cli.alert;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code unmute}: ends a mute early. */
@Command(
    name = "unmute",
    description = "Lifts a mute; what it held back and still fires is taken up now.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign unmute mute_ID"})
public final class UnmuteCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The mute's id, from `mutes`.")
  private String id = "";

  public UnmuteCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer =
        server.post("/api/v1/mutes/" + ServerApi.part(IdKind.MUTE.checked(id)) + "/lift", Map.of());
    return done(answer, "Lifted " + id + ".");
  }
}
