package io.countersign.cli.session;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.HeldRoles;
import io.countersign.cli.command.ServerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The command {@code whoami}: who is logged in here, as what. */
@Command(
    name = "whoami",
    description = "Shows who you are to the server, your roles, and until when you're logged in.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign whoami"})
public final class WhoAmICommand extends ServerCommand {
  public WhoAmICommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var me = server.get("/api/v1/me", Map.of());
    print(me, () -> lines(me, server));
    return ExitCode.OK;
  }

  private List<String> lines(JsonNode me, ServerApi server) {
    var lines = new ArrayList<String>();
    lines.add(JsonAnswers.at(me, "/name") + "  " + JsonAnswers.at(me, "/principal"));
    var roles = JsonAnswers.at(me, "/roles");
    var bounded = HeldRoles.bounded(me, context.times());
    if (!roles.isEmpty() || bounded.isEmpty()) {
      lines.add("  roles   " + (roles.isEmpty() ? "none" : roles));
    }
    bounded.forEach(it -> lines.add("  role    " + it));
    lines.add("  server  " + server.base());
    var end = context.times().show(JsonAnswers.at(me, "/expiresAt"));
    lines.add("  ends    " + (end.isEmpty() ? "not by itself" : end));
    lines.add("  roles are granted by " + JsonAnswers.at(me, "/administrators"));
    return lines;
  }
}
