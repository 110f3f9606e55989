package io.countersign.cli.alert;

import io.countersign.cli.api.Server;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a mute early. */
@Command(
    name = "unmute",
    description = "Lifts a mute; what it held back and still fires is taken up now.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign unmute mute_ID"})
public final class Unmute extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The mute's id, from `mutes`.")
  private String id = "";

  public Unmute(Context context) {
    super(context);
  }

  @Override
  protected int run(Server server) {
    var answer = server.post("/api/v1/mutes/" + Server.part(id) + "/lift", Map.of());
    return done(answer, "Lifted " + id + ".");
  }
}
