package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets approved plans be executed again; administrators only. */
@Command(
    name = "resume",
    description = "Lets approved plans be executed again; administrators only.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign resume --reason 'audit in progress'"})
public final class ResumeCommand extends ServerCommand {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the record.")
  private String reason = "";

  public ResumeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = Map.of("on", false, "reason", reason);
    return done(
        server.put("/api/v1/kill-switch", body), "Resumed: approved plans may be executed again.");
  }
}
