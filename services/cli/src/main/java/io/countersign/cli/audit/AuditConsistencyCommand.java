package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code audit consistency}: the proof that the log only grew between two heads. */
@Command(
    name = "consistency",
    description = "Prints the proof that the record only grew between two published checkpoints.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign audit consistency 120 4711 > grown.txt",
      "  countersign verify consistency grown.txt --policy log.policy"
    })
public final class AuditConsistencyCommand extends ServerCommand {
  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "The size of the earlier one: its second line.")
  private long from;

  @Parameters(index = "1", paramLabel = "TO", description = "The size of the later one.")
  private long to;

  public AuditConsistencyCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var sizes = Map.of("from", Long.toString(from), "to", Long.toString(to));
    var out = context.terminal().out();
    out.print(server.text("/api/v1/audit/consistency", sizes, "text/plain"));
    out.flush();
    return ExitCode.OK;
  }
}
