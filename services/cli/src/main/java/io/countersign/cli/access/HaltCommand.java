package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops all execution at once (the kill switch); administrators only. */
@Command(
    name = "halt",
    description = "Stops all execution at once (the kill switch); administrators only.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign halt --reason 'audit in progress'"})
public final class HaltCommand extends ServerCommand {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the record.")
  private String reason = "";

  public HaltCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = Map.of("on", true, "reason", reason);
    return done(
        server.put("/api/v1/kill-switch", body),
        "Halted: nothing is executed until `countersign resume`.");
  }
}
