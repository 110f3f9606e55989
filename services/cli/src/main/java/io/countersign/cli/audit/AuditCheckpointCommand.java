package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code audit checkpoint}: a signed head of the log. */
@Command(
    name = "checkpoint",
    description = {
      "Prints the last published checkpoint: one line of it binds the whole record until then.",
      "Whoever keeps one elsewhere notices later whatever was changed before it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign audit checkpoint > checkpoint"})
public final class AuditCheckpointCommand extends ServerCommand {
  @Option(
      names = "--size",
      paramLabel = "N",
      description = "That of a tree of so many events; it has to have been published.")
  private String size = "";

  public AuditCheckpointCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var out = context.terminal().out();
    out.print(server.text("/api/v1/audit/checkpoint", Map.of("size", size), "text/plain"));
    out.flush();
    return ExitCode.OK;
  }
}
